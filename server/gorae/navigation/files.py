"""The files that words of a Dockerfile name: what COPY, ADD and mounts take from the build context, and what starts."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import relative
from gorae.facts.copies import landings_of_chain, source_of
from gorae.facts.entrypoint import started_file
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context import BuildContext
    from gorae.facts.copies import Landing
    from gorae.stages import Build, Stage
    from gorae.syntax import Node


class FileMention(NamedTuple):
    """A word that names a file; `path` is below the context's root, with `/`."""

    span: Span
    path: str
    file: Path
    is_folder: bool
    keeps_name: bool = (
        True  # of a file that is started: COPY puts it into a folder, so a new name is its name there, too
    )


def file_mentions(build: Build, context: BuildContext) -> Iterator[FileMention]:
    """What COPY, ADD and bind mounts take and is there, and the scripts that the stages start; patterns by what they match."""
    for node in build.document.nodes:
        yield from _taken(build, context, node)
    yield from started(build, context)


def files_at(build: Build, context: BuildContext, offset: int) -> list[FileMention]:
    """The files that the word at an offset names."""
    node = build.document.node_at(offset)
    if node is None:
        return []
    found = (*_taken(build, context, node), *started(build, context))
    return [one for one in found if one.span.holds(offset) and not one.is_folder]


def _taken(build: Build, context: BuildContext, node: Node) -> Iterator[FileMention]:
    if node.name in ("COPY", "ADD") and node.instruction.flag("from") is None:
        yield from _copied(build, context, node)
    elif node.name == "RUN":
        yield from _mounted(context, node)


def _copied(build: Build, context: BuildContext, node: Node) -> Iterator[FileMention]:
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


def _mounted(context: BuildContext, node: Node) -> Iterator[FileMention]:
    """The sources of bind mounts, which know no patterns."""
    for flag in node.instruction.flags:
        if flag.name != "mount" or flag.option("from") is not None:
            continue
        kind, source = flag.option("type"), flag.option("source") or flag.option("src")
        if (kind is not None and kind.value != "bind") or source is None or source.value_span is None:
            continue
        if source.value and not any(letter in source.value for letter in "$*?[\\"):
            for match in context.matches(source.value):
                if match:
                    span = node.to_document(source.value_span)
                    yield FileMention(span, match, context.root / match, context.is_dir(match))


def started(build: Build, context: BuildContext) -> Iterator[FileMention]:
    """The words of ENTRYPOINT and CMD that start a file which COPY brings from the context."""
    for stage in build.stages:
        begun = started_file(stage)
        if begun is None or stage.os_family == "windows" or not stage.span.covers(begun.span):
            continue
        for path in begun.paths:
            hit = _file_at(build, stage, path, context)
            if hit is not None:
                file, keeps_name = hit
                yield FileMention(begun.span, file, context.root / file, is_folder=False, keeps_name=keeps_name)
                break


def _file_at(build: Build, stage: Stage | None, path: str, context: BuildContext) -> tuple[str, bool] | None:
    """The file of the context that stands at a path of a stage, be it copied there through other stages; and whether its
    name there is the one that it has in the context.
    """
    named_alike = True
    for _ in build.stages:
        if stage is None:
            break
        rows = landings_of_chain(stage)
        hit = source_of(path, rows, context)
        if hit is not None:
            return hit[1], named_alike and (hit[0].is_folder or context.is_dir(relative(hit[0].source)))
        named_alike = False
        brought = next(((one, below) for one in reversed(rows) if (below := _below(path, one)) is not None), None)
        flag = brought[0].node.instruction.flag("from") if brought is not None else None
        if brought is None or flag is None or not flag.value:
            break
        stage, path = (
            build.stage(flag.value),
            posixpath.normpath(posixpath.join("/", brought[0].source.lstrip("/"), brought[1])),
        )
    return None


def _below(path: str, landing: Landing) -> str | None:
    """What of a path stands below what a COPY brings: nothing where it brings the file itself; None where it does not."""
    if landing.path == path:
        return ""
    folder = landing.target.rstrip("/") + "/"
    return path[len(folder) :] if path.startswith(folder) else None
