"""Neighbouring LABEL instructions that could be one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.stages import Build
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """Report each row of at least two with nothing but blank lines between them; a comment begins another row."""
    text = build.document.text.value
    for stage in build.stages:
        row: list[Node] = []
        for node in stage.nodes:
            if row and (node.name != "LABEL" or text[row[-1].span.end : node.start].strip()):
                yield from _row(build, row)
                row = []
            if node.name == "LABEL":
                row.append(node)
        yield from _row(build, row)


def _row(build: Build, row: Sequence[Node]) -> Iterator[Finding]:
    if len(row) > 1:
        span = Span(row[0].keyword.start, row[-1].span.end)
        yield found(span, _join(build, row), count=len(row))


def _join(build: Build, row: Sequence[Node]) -> Fix | None:
    document = build.document
    margin = document.indentation(row[0]) + " " * len("LABEL ")
    edits = []
    for before, node in itertools.pairwise(row):
        for one in (before, node):
            if not one.instruction.pairs or any(pair.legacy for pair in one.instruction.pairs):
                return None
        start = before.start + before.instruction.pairs[-1].span.end
        end = node.start + node.instruction.pairs[0].span.start
        edits.append(Edit(Span(start, end), f" {document.escape}{document.newline}{margin}"))
    return fix(edits, safe=True, count=len(row))


RULE = FileRule(
    "label-consecutive",
    find,
    aliases=(Alias("tally", "tally/labels/prefer-grouped"),),
    severity="hint",
    default=False,
    fixes="safe",
)
