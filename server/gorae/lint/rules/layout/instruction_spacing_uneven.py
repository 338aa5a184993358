"""Blank lines between instructions of one kind, or none between those of different kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the surplus blank lines, or the keyword that lacks one above it.

    A comment between two instructions of the same kind begins a section, so blank lines around it stay. Two FROMs are not
    of the same kind, as each begins a stage.
    """
    document = build.document
    text = document.text.value
    for before, node in zip(document.nodes, document.nodes[1:], strict=False):
        start = text.find("\n", before.span.end) + 1
        end = document.text.start_of_line(node.start)
        if not 0 < start <= end:
            continue
        lines = text[start:end].splitlines()
        blank = sum(not line.strip() for line in lines)
        if before.name == node.name != "FROM":
            if blank and blank == len(lines):
                span = Span(start, end)
                yield found(span, fix(Edit(span, ""), safe=True, variant="many"), variant="many", instruction=node.name)
        elif not blank:
            edit = Edit(Span(start, start), document.newline)
            yield found(node.keyword, fix(edit, safe=True), instruction=node.name)


RULE = FileRule(
    "instruction-spacing-uneven",
    find,
    aliases=(Alias("tally", "tally/newline-between-instructions"),),
    severity="hint",
    default=False,
    fixes="safe",
    behind_onbuild=False,
)
