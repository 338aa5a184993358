"""BuildKit's own verdicts for its checks, where they are chosen by name: instruction by instruction as the Engine's."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.context.patterns import clean
from gorae.stages.dispatch import dispatch
from gorae.stages.dispatch.copying import kind_of_source
from gorae.stages.dispatch.expansion import Environment, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.config.settings import Settings
    from gorae.context import BuildContext, IgnoreFile
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node, Word

# All but the two that ask for more than the text: InvalidBaseImagePlatform and CopyIgnoredFile.
NAMES = (
    "ConsistentInstructionCasing", "DuplicateStageName", "ExposeInvalidFormat", "ExposeProtoCasing", "FromAsCasing",
    "FromPlatformFlagConstDisallowed", "InvalidDefaultArgInFrom", "InvalidDefinitionDescription",
    "JSONArgsRecommended", "LegacyKeyValueFormat", "MaintainerDeprecated", "MultipleInstructionsDisallowed",
    "NoEmptyContinuation", "RedundantTargetPlatform", "ReservedStageName", "SecretsUsedInArgOrEnv", "StageNameCasing",
    "UndefinedArgInFrom", "UndefinedVar", "WorkdirRelativePath",
)  # fmt: skip
# Checks that the Engine reports at another line of the instruction than Gorae does by its own name.
PLACED_OTHERWISE = frozenset(("InvalidDefinitionDescription", "NoEmptyContinuation"))


def _verdict(name: str) -> Callable[[Build, Settings], Iterator[Span]]:
    def spans(build: Build, _: Settings) -> Iterator[Span]:
        yield from (warned.span for warned in dispatch(build).warned(name))

    return spans


OF_CONTEXT = "CopyIgnoredFile"
_ALL_OF_THE_ROOT = frozenset(("*", "**", "**/*"))


def ignored_sources(build: Build, context: BuildContext | None) -> Iterator[Span]:
    """CopyIgnoredFile: sources that a pattern of the ignore file names, whether they are there or not.

    As frontend 1.26 has it: nothing where the file has an exception (`!`); of the whole context only where all is ignored.
    """
    ignore = context.ignore if context is not None else None
    if ignore is None or any(pattern.keeps for pattern in ignore.patterns):
        return
    for stage in build.stages:
        for node in stage.instructions("COPY", "ADD"):
            instruction = node.instruction
            if instruction.flag("from") is not None or any(issue.stops for issue in instruction.issues):
                continue
            marks = {heredoc.marker for heredoc in instruction.heredocs}
            for word in instruction.words[:-1]:
                source = _source(build, stage, node, word) if word.span not in marks else None
                if source is not None and kind_of_source(source) == "path" and _is_ignored(ignore, clean(source)):
                    yield node.to_document(word.span)


def _source(build: Build, stage: Stage, node: Node, word: Word) -> str | None:
    """What the Engine's check reads there: an ARG that no one gave a value is empty."""
    source = stage.evaluate(node, word)
    if source is not None or not word.variables:
        return source
    known = stage.environment_at(node)
    values = {name: one.value for name, one in known.items() if one.value is not None or one.origin != "arg"}
    expansion = expand(word.text, Environment(values), build.document.escape)
    return expansion.value if expansion.is_known and expansion.refused is None else None


def _is_ignored(ignore: IgnoreFile, path: str) -> bool:
    if path in (".", "/"):
        return any(pattern.text in _ALL_OF_THE_ROOT for pattern in ignore.patterns)
    if not path.startswith("/"):
        return ignore.ignores(path)
    # The check keeps the slash, and holds the patterns against it and each folder above, of which the first has no name.
    folders = posixpath.dirname(path).split("/")
    names = [path, *("/".join(folders[: end + 1]) for end in range(len(folders)))]
    return any(pattern.matches(name) for pattern in ignore.patterns for name in names)


CHECKS: dict[str, Callable[[Build, Settings], Iterator[Span]]] = {name: _verdict(name) for name in NAMES}
