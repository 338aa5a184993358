"""A RUN as two, and several as one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gorae.refactoring.chains import links
from gorae.refactoring.model import Refactoring
from gorae.rewrites.join_runs import merge
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection
    from gorae.syntax import Node


def offers(selection: Selection) -> Iterator[Refactoring]:
    """Joining what is selected; splitting the one RUN at the `&&` that is nearest to the cursor."""
    if len(selection.nodes) > 1:
        yield from _join(selection)
    elif selection.first.name == "RUN":
        yield from _split(selection)


def _join(selection: Selection) -> Iterator[Refactoring]:
    row = selection.nodes
    flags = [[(flag.name, flag.value) for flag in node.instruction.flags] for node in row]
    if any(node.name != "RUN" or node.instruction.heredocs for node in row) or flags.count(flags[0]) != len(row):
        return
    if any(node.instruction.form != "shell" for node in row):
        return
    joined = merge(selection.stage, row)
    if joined is not None:
        yield Refactoring("join-runs", "rewrite", (joined,), True, (("count", len(row)),))


def _split(selection: Selection) -> Iterator[Refactoring]:
    node = selection.first
    chain = links(node.instruction, selection.scope)
    if chain is None or len(chain) < 2:
        return
    offset = selection.span.start - node.start
    gaps = [Span(before.span.end, after.span.start) for before, after in itertools.pairwise(chain)]
    number = min(range(len(gaps)), key=lambda index: _distance(gaps[index], offset))
    if any(link.changes_shell for link in chain[: number + 1]):
        return  # the second RUN begins with a new shell
    edit = _cut(selection, node, gaps[number])
    if edit is not None:
        yield Refactoring("split-run", "rewrite", (edit.shift(node.start),), False)


def _distance(gap: Span, offset: int) -> int:
    return 0 if gap.start <= offset <= gap.end else min(abs(gap.start - offset), abs(gap.end - offset))


def _cut(selection: Selection, node: Node, gap: Span) -> Edit | None:
    instruction = node.instruction
    newline = selection.document.newline
    head = instruction.slice(Span(instruction.keyword.start, instruction.arguments.start)).rstrip()
    if "\n" in head:  # flags on lines of their own are brought to one
        head = " ".join(instruction.slice(span) for span in (instruction.keyword, *(f.span for f in instruction.flags)))
    comments = [span for span in instruction.comments if gap.start <= span.start < gap.end]
    between = "".join(instruction.slice(span) + newline for span in comments)
    indent = selection.document.text.value[selection.line_of(node) : node.start]
    return Edit(gap, f"{newline}{between}{indent}{head} ") if not indent.strip() else None
