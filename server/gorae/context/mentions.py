"""Where compose and bake files name a Dockerfile's stages and build arguments, and the bases that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.context import bake, caller_names, compose
from gorae.context.caller_texts import read_text
from gorae.context.roots import caller_files
from gorae.source import Text
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gorae.context.callers import Word
    from gorae.context.folder import BuildContext
    from gorae.source import Span


class CallerMention(NamedTuple):
    """A name in a compose or bake file; the span is of its text. `caller` is the service or target."""

    file: Path
    text: Text
    span: Span
    kind: Literal["target", "argument", "context"]
    name: str
    caller: str

    @property
    def uri(self) -> str:
        """The file's URI with the line behind `#`."""
        return f"{self.file.as_uri()}#L{self.text.line_of(self.span.start) + 1}"


@derived
def caller_mentions(context: BuildContext) -> tuple[CallerMention, ...]:
    """The targets and build arguments that the services and targets which build the Dockerfile name."""
    return tuple(_of_callers(context))


def _of_callers(context: BuildContext) -> Iterator[CallerMention]:
    seen: set[tuple[Path, Span]] = set()
    for caller in context.callers:
        words: list[tuple[Literal["target", "argument"], Word]] = [("argument", one.name) for one in caller.given]
        if caller.target_word is not None:
            words.insert(0, ("target", caller.target_word))
        for kind, word in words:
            # What an anchor or a parent gives to several callers stands in one place.
            if (word.file, word.span) not in seen:
                seen.add((word.file, word.span))
                yield from _mention(kind, word, caller.name, context)


def _mention(
    kind: Literal["target", "argument", "context"], word: Word, caller: str, context: BuildContext
) -> Iterator[CallerMention]:
    """The word, where it stands as it is: not one that variables or escapes make."""
    text = read_text(word.file, context.unsaved)
    if text is not None and word.span.of(text) == word.value:
        yield CallerMention(word.file, Text(text), word.span, kind, word.value, caller)


@derived
def given_contexts(context: BuildContext) -> tuple[CallerMention, ...]:
    """The named contexts that the compose and bake files beside the Dockerfile and above it give."""
    groups = [group for folder in context.above for group in caller_files(folder)]
    return tuple(
        one
        for group in groups
        for word, caller in _contexts(group, context)
        for one in _mention("context", word, caller, context)
    )


def _contexts(group: tuple[Path, ...], context: BuildContext) -> Iterable[tuple[Word, str]]:
    if caller_names.COMPOSE.fullmatch(group[0].name):
        for service in compose.read_project(group[0], context.unsaved).services.values():
            yield from ((one.name, service.name) for one in service.contexts)
        return
    for target in bake.read_group(group, context.unsaved).expanded().values():
        yield from ((key, target.name) for key, _ in target.table("contexts"))
