"""The files that words of a Dockerfile name: what COPY and ADD take from the build context, and the script that starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.entrypoint import started_file
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context import BuildContext
    from gorae.stages import Build
    from gorae.syntax import Node


class FileMention(NamedTuple):
    """A word that names a file; `path` is below the context's root, with `/`."""

    span: Span
    path: str
    file: Path
    is_folder: bool


def file_mentions(build: Build, context: BuildContext) -> Iterator[FileMention]:
    """The sources of COPY and ADD that are there, and the scripts that the stages start; patterns by what they match."""
    for node in build.document.nodes:
        if _copies(node):
            yield from _sources(build, context, node.index)
    yield from started(build, context)


def files_at(build: Build, context: BuildContext, offset: int) -> list[FileMention]:
    """The files that the word at an offset names."""
    node = build.document.node_at(offset)
    if node is None:
        return []
    copies = _sources(build, context, node.index) if _copies(node) else ()
    return [one for one in (*copies, *started(build, context)) if one.span.holds(offset) and not one.is_folder]


def _copies(node: Node) -> bool:
    return node.name in ("COPY", "ADD") and node.instruction.flag("from") is None


def _sources(build: Build, context: BuildContext, index: int) -> Iterator[FileMention]:
    node = build.document.nodes[index]
    instruction = node.instruction
    markers = {heredoc.marker for heredoc in instruction.heredocs}
    for word in instruction.words[:-1]:
        path = build.evaluate(node, word)
        if path is None or "://" in path or word.span in markers:
            continue
        span = node.to_document(word.span)
        if instruction.form == "exec":
            span = Span(span.start + 1, span.end - 1)
        for match in context.matches(path)[:20]:
            if match:
                yield FileMention(span, match, context.root / match, context.is_dir(match))


def started(build: Build, context: BuildContext) -> Iterator[FileMention]:
    """The words of ENTRYPOINT and CMD that start a file which COPY brings from the context."""
    for stage in build.stages:
        begun = started_file(stage)
        if begun is None or stage.os_family == "windows" or not stage.span.covers(begun.span):
            continue
        for path in begun.paths:
            hit = source_of(path, landings_of_chain(stage), context)
            if hit is not None:
                yield FileMention(begun.span, hit[1], context.root / hit[1], is_folder=False)
                break
