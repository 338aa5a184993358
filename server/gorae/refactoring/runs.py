"""A RUN as two, and several as one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gorae.lint.rules.layers.run_consecutive import merge
from gorae.refactoring.chains import links
from gorae.refactoring.model import Refactoring
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection
    from gorae.syntax import Placed


def offers(selection: Selection) -> Iterator[Refactoring]:
    """Joining what is selected; splitting the one RUN at the `&&` that is nearest to the cursor."""
    if len(selection.placed) > 1:
        yield from _join(selection)
    elif selection.first.name == "RUN":
        yield from _split(selection)


def _join(selection: Selection) -> Iterator[Refactoring]:
    row = selection.placed
    flags = [[(flag.name, flag.value) for flag in placed.instruction.flags] for placed in row]
    if any(placed.name != "RUN" or placed.instruction.heredocs for placed in row) or flags.count(flags[0]) != len(row):
        return
    if any(placed.instruction.form != "shell" for placed in row):
        return
    joined = merge(selection.stage, row)
    if joined is not None:
        yield Refactoring("join-runs", "rewrite", joined.edits, True, (("count", len(row)),))


def _split(selection: Selection) -> Iterator[Refactoring]:
    placed = selection.first
    chain = links(placed.instruction, selection.scope)
    if chain is None or len(chain) < 2:
        return
    at = selection.span.start - placed.start
    gaps = [Span(before.span.end, after.span.start) for before, after in itertools.pairwise(chain)]
    number = min(range(len(gaps)), key=lambda index: _distance(gaps[index], at))
    if any(link.changes_shell for link in chain[: number + 1]):
        return  # the second RUN begins with a new shell
    edit = _cut(selection, placed, gaps[number])
    if edit is not None:
        yield Refactoring("split-run", "rewrite", (edit.shift(placed.start),), False)


def _distance(gap: Span, at: int) -> int:
    return 0 if gap.start <= at <= gap.end else min(abs(gap.start - at), abs(gap.end - at))


def _cut(selection: Selection, placed: Placed, gap: Span) -> Edit | None:
    instruction = placed.instruction
    newline = selection.document.newline
    head = instruction.slice(Span(instruction.keyword.start, instruction.arguments.start)).rstrip()
    if "\n" in head:  # flags on lines of their own are brought to one
        head = " ".join(instruction.slice(span) for span in (instruction.keyword, *(f.span for f in instruction.flags)))
    comments = [span for span in instruction.comments if gap.start <= span.start < gap.end]
    between = "".join(instruction.slice(span) + newline for span in comments)
    indent = selection.document.text.value[selection.line_of(placed) : placed.start]
    return Edit(gap, f"{newline}{between}{indent}{head} ") if not indent.strip() else None
