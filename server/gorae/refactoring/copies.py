"""COPY instructions in a row as one, and files for an install step as a bind mount."""

from __future__ import annotations

import itertools
import posixpath
from typing import TYPE_CHECKING

from gorae.refactoring.model import Refactoring
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.refactoring.model import Selection
    from gorae.syntax import Node


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For a row of COPY around the cursor or in the selection; for a COPY right before the RUN that reads its files."""
    if any(node.name != "COPY" for node in selection.nodes):
        return
    row = list(selection.nodes) if len(selection.nodes) > 1 else _row(selection)
    if len(row) > 1 and _alike(row):
        yield from _merged(selection, row)
    if len(selection.nodes) == 1:
        yield from _bound(selection)


def _row(selection: Selection) -> list[Node]:
    node = selection.stage.nodes
    here = selection.first.index - node[0].index
    start = end = here
    while start > 1 and _alike([node[start - 1], node[here]]) and _touch(selection, node[start - 1], node[start]):
        start -= 1
    while end + 1 < len(node) and _alike([node[end + 1], node[here]]) and _touch(selection, node[end], node[end + 1]):
        end += 1
    return list(node[start : end + 1])


def _touch(selection: Selection, before: Node, after: Node) -> bool:
    return not selection.document.text.value[before.span.end : after.start].strip()


def _alike(row: Sequence[Node]) -> bool:
    """Whether all copy to one folder with the same flags, in shell form, from names that no wildcard hides."""
    if any(node.name != "COPY" or node.instruction.form == "exec" or node.instruction.heredocs for node in row):
        return False
    if any(len(node.instruction.words) < 2 for node in row):
        return False
    keys = {
        (
            tuple((flag.name, flag.value) for flag in node.instruction.flags),
            _folder(node.instruction.words[-1].text),
        )
        for node in row
    }
    return len(keys) == 1 and next(iter(keys))[1] is not None


def _folder(text: str) -> str | None:
    """The destination where it can only be a folder."""
    if text in (".", "./"):
        return "./"
    return text if text.endswith("/") else None


def _merged(selection: Selection, row: Sequence[Node]) -> Iterator[Refactoring]:
    text = selection.document.text.value
    if any(text[a.span.end : b.start].strip() for a, b in itertools.pairwise(row)):
        return
    first = row[0].instruction
    sources = [word.text for node in row for word in node.instruction.words[:-1]]
    names = [posixpath.basename(source.rstrip("/")) for source in sources]
    if len(set(names)) != len(names) or any(node.instruction.comments for node in row):
        return
    folder = _folder(first.words[-1].text) or ""
    head = first.slice(Span(0, first.arguments.start))
    edit = Edit(Span(row[0].start, row[-1].span.end), head + " ".join([*sources, folder]))
    yield Refactoring("merge-copies", "rewrite", (edit,), True, (("count", len(row)),))


def _bound(selection: Selection) -> Iterator[Refactoring]:
    """The files are there while the RUN runs, and make no layer; only where a later COPY brings them to the image."""
    node = selection.first
    stage = selection.stage.nodes
    number = node.index - stage[0].index
    instruction = node.instruction
    if instruction.flags or instruction.form == "exec" or number + 1 >= len(stage):
        return
    run = stage[number + 1]
    words = instruction.words
    if run.name != "RUN" or run.instruction.heredocs or len(words) < 2 or _folder(words[-1].text) != "./":
        return
    sources = [word.value for word in words[:-1]]
    if any(not word.is_static or any(sign in word.value for sign in "*?[") for word in words[:-1]):
        return
    if selection.context is not None and any(selection.context.is_dir(source) for source in sources):
        return
    later = [one for one in stage[number + 2 :] if one.name == "COPY" and one.instruction.flag("from") is None]
    brought = any(len(one.instruction.words) == 2 and one.instruction.words[0].value in (".", "./") for one in later)
    if not brought or selection.document.text.value[node.span.end : run.start].strip():
        return
    glue = f" {instruction.escape}{selection.document.newline}    "
    mounts = [f"--mount=type=bind,source={source},target={posixpath.basename(source)}" for source in sources]
    offset = run.start + run.instruction.keyword.end
    edits = (
        Edit(Span(selection.line_of(node), selection.behind(node)), ""),
        Edit(Span(offset, offset), " " + glue.join(mounts) + glue.rstrip(" ") + "   "),
    )
    yield Refactoring("bind-instead-of-copy", "rewrite", edits, False, (("file", ", ".join(sources)),))
