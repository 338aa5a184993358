"""A pattern that stands in the file already, and does nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.ignore_lines import without_line
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import IgnoreFileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.ignore_text import IgnoreText
    from gorae.source import Span


def find(file: IgnoreText) -> Iterator[Finding]:
    """Report the first pattern that is repeated with no pattern of the other kind between; the fix removes all repeats."""
    again = list(_again(file))
    if not again:
        return
    first, before = again[0]
    edits = [without_line(file.text, span) for span, _ in again]
    yield found(
        first,
        fix(edits, safe=True),
        variant="several" if len(again) > 1 else "",
        related=[span for span, _ in again[1:]],
        pattern=first.of(file.text),
        line=before + 1,
        count=len(again),
    )


def _again(file: IgnoreText) -> Iterator[tuple[Span, int]]:
    """Where patterns are written again, and the number of the line that has each already."""
    seen: dict[tuple[str, bool], int] = {}
    for line in file.lines:
        if line.pattern is None:
            continue
        for other in [key for key in seen if key[1] != line.keeps]:
            del seen[other]
        key = (line.pattern.text, line.keeps)
        if key in seen:
            yield line.span, seen[key]
        else:
            seen[key] = line.number


RULE = IgnoreFileRule("dockerignore-pattern-duplicate", find, severity="information", fixes="safe")
