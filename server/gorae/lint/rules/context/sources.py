"""The files of the build context that COPY and ADD name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.source import Span
    from gorae.stages import Build
    from gorae.syntax import Placed


class Source(NamedTuple):
    """A source as it is written, and its place in the document."""

    value: str
    span: Span
    placed: Placed  # the COPY or ADD


def sources(build: Build) -> Iterator[Source]:
    """The local sources of all COPY and ADD, without those of stages, URLs, heredocs and variables."""
    for placed in build.document.placed:
        instruction = placed.instruction
        if instruction.name not in ("COPY", "ADD") or instruction.flag("from") is not None:
            continue
        markers = [heredoc.marker for heredoc in instruction.heredocs]
        for word in instruction.words[:-1]:
            remote = "://" in word.value or word.value.startswith("git@")
            if word.is_static and not remote and not any(marker.covers(word.span) for marker in markers):
                yield Source(word.value, placed.at(word.span), placed)


def folders(build: Build, context: BuildContext) -> list[Source]:
    """Those that are folders of the context."""
    return [source for source in sources(build) if context.is_dir(source.value)]
