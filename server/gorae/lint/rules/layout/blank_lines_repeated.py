"""Several blank lines in a row, or blank lines at the file's start or end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.equivalence import within_sorted
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_BLANK_LINES = re.compile(r"^(?:[ \t]*\r?\n)+(?:[ \t]*\Z)?", re.MULTILINE)


def find(build: Build) -> Iterator[Finding]:
    """Report the surplus lines: all but one between lines, and all of them at the start and the end."""
    document = build.document
    text = document.text.value
    instructions = [node.span for node in document.nodes]
    for match in _BLANK_LINES.finditer(text):
        start, end = match.span()
        if within_sorted(start, instructions):
            continue  # between continued lines, or a heredoc's
        if start > 0 and end < len(text):
            start = text.index("\n", start) + 1
        if start == end or (start == 0 and (end == len(text) or not _same_header(text, end))):
            continue
        span = Span(start, end)
        yield found(span, fix(Edit(span, ""), safe=True), count=match[0].count("\n"))


def _same_header(text: str, end: int) -> bool:
    """Whether no comment becomes a parser directive when the lines above it go."""
    return parse(text).directives == parse(text[end:]).directives


RULE = FileRule(
    "blank-lines-repeated",
    find,
    aliases=(Alias("tally", "tally/no-multiple-empty-lines"),),
    severity="hint",
    default=False,
    fixes="safe",
    behind_onbuild=False,
)
