"""What is offered at a place: the module that knows the word is asked."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from gorae.completion import commands, comments, flags, images, instructions, paths, values, variables
from gorae.completion.model import Item
from gorae.completion.place import place_at
from gorae.source import Span
from gorae.source.providers import ask
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.completion.place import Place
    from gorae.context import BuildContext
    from gorae.source.providers import OnError
    from gorae.stages import Build
    from gorae.syntax import Document, Instruction
    from gorae.texts import Language

_NO_TRIGGERS = frozenset(("FROM", "ONBUILD", "MAINTAINER"))
_SHELL = frozenset(("RUN", "CMD", "ENTRYPOINT"))


def complete_at(
    document: Document,
    build: Build,
    offset: int,
    language: Language,
    context: BuildContext | None = None,
    today: dt.date | None = None,
    trigger: str = "",
    on_error: OnError | None = None,
) -> list[Item]:
    """What may be written at the offset. `trigger` is the character that asked, "" where a person did or a letter.

    `on_error` gets each provider that fails: what it offers is missing then. Without it the error is raised.
    """
    found = _items(
        document, build, offset, language=language, context=context, today=today, trigger=trigger, on_error=on_error
    )
    return [] if _is_complete(document, offset, found) else _fitting(document, offset, found)


# Editors match letters anywhere in a word, and Enter takes what matches: `/src` is no `/usr/src/app`, `3.10` no
# `3.14-slim-bookworm`. Of these the ones that begin as the word does are offered, and asked for again with each letter.
BY_BEGINNING = frozenset(("class", "constant", "file", "folder", "module", "user", "value"))


def _fitting(document: Document, offset: int, items: list[Item]) -> list[Item]:
    """The items that may be meant by what stands before the cursor, each once."""
    text = document.text.value
    found: dict[tuple[str, Span], Item] = {}
    for item in items:
        typed = text[item.span.start : offset].lower()
        if item.kind not in BY_BEGINNING or (item.filter or item.label).lower().startswith(typed):
            found.setdefault((item.label, item.span), item)
    return list(found.values())


def _is_complete(document: Document, offset: int, items: list[Item]) -> bool:
    """Whether the word before the cursor at the line's end is one of the items already.

    A list would take Enter for itself there, to write what stands there or something longer that nobody asked for.
    """
    text = document.text.value
    if text[offset : text.find("\n", offset) if "\n" in text[offset:] else None].strip():
        return False
    return any(
        item.span.end == offset
        and item.span.start < offset
        and item.insert in (written := item.span.of(text), f"{written}/")
        for item in items
    )


def _items(
    document: Document,
    build: Build,
    offset: int,
    language: Language,
    context: BuildContext | None,
    today: dt.date | None,
    trigger: str,
    on_error: OnError | None,
) -> list[Item]:
    day = today or dt.datetime.now(tz=dt.timezone.utc).date()
    place = place_at(document, build, offset, language, context, day)._replace(on_error=on_error)
    if place.line.lstrip().startswith("#") and not _in_heredoc(place):
        return place.ask(comments.items) if trigger != "#" else []  # Enter behind a `#` alone makes a new line
    written = place.written
    if written is None:
        return [] if place.line.strip() or trigger else instructions.items(place, place.word())
    return _in_instruction(place, written, trigger)


def _in_heredoc(place: Place) -> bool:
    written = place.written
    return written is not None and any(heredoc.body.holds(place.offset - place.start) for heredoc in written.heredocs)


def _end_of_heredoc(place: Place) -> list[Item]:
    """The name that ends the heredoc, where a line is begun like it: Enter behind it makes a new line then."""
    written, line = place.written, place.line
    for heredoc in written.heredocs if written is not None else ():
        begun = line.lstrip("\t") if heredoc.strip_tabs else line
        if heredoc.body.holds(place.offset - place.start) and begun and heredoc.name.startswith(begun):
            span = Span(place.offset - len(begun), place.offset)
            return [Item(heredoc.name, "keyword", heredoc.name, span, sort="0")]
    return []


def _in_instruction(place: Place, written: Instruction, trigger: str) -> list[Item]:
    offset = place.offset - place.start
    if written.keyword.holds(offset):
        return instructions.items(place, place.word())
    inner = written.trigger
    if written.name == "ONBUILD":
        if inner is None or inner.keyword.holds(offset):
            return instructions.items(place, place.word(), without=_NO_TRIGGERS)
        written = inner
    found = ask(variables.items, place, written, otherwise=None, on_error=place.on_error)
    if found is not None:
        return found
    if _in_heredoc(place):
        end = _end_of_heredoc(place)
        if end:
            return end
        return place.ask(commands.items, written) if written.name == "RUN" and trigger != " " else []
    ended = place.written.heredocs[-1].end if place.written is not None and place.written.heredocs else None
    if written.name not in INSTRUCTIONS or (ended is not None and ended.holds(offset)):
        return []
    found = ask(flags.items, place, written, otherwise=None, on_error=place.on_error)
    if found is not None:
        return found
    return _arguments(place, written, trigger)


def _arguments(place: Place, written: Instruction, trigger: str) -> list[Item]:
    name = written.name
    if name == "HEALTHCHECK":
        if written.trigger is None or written.trigger.keyword.holds(place.offset - place.start):
            return place.ask(values.healthcheck) + place.ask(flags.names, written)
        return place.ask(commands.items, written.trigger) if trigger != " " else []
    if name in _SHELL:
        found = place.ask(commands.items, written) if trigger != " " else []
        return found + (place.ask(flags.names, written) if not written.words else [])
    provide = _PROVIDERS.get(name)
    if provide is None:
        return []
    begun = re.search(r"\s\Z", place.text[place.start : place.offset]) is not None
    before = len(written.words) - (0 if begun or not written.words else 1)
    return place.ask(provide, written, before) + (place.ask(flags.names, written) if before == 0 else [])


_PROVIDERS: dict[str, Callable[[Place, Instruction, int], list[Item]]] = {
    "FROM": images.of_from,
    "COPY": paths.of_copy,
    "ADD": paths.of_copy,
    "WORKDIR": paths.of_workdir,
    "VOLUME": paths.of_workdir,
    "USER": values.users,
    "EXPOSE": values.ports,
    "STOPSIGNAL": values.signals,
    "LABEL": values.labels,
    "SHELL": values.shells,
    "ARG": values.arguments,
    "ENV": values.environment,
}
