"""A pattern that stands in the file already, and does nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.ignore_lines import without_lines
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
    edits = without_lines(file.text, (span for span, _ in again))
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
    seen: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for line in file.lines:
        if line.pattern is None:
            continue
        seen[not line.keeps].clear()
        known = seen[line.keeps].setdefault(line.pattern.text, line.number)
        if known != line.number:
            yield line.span, known


RULE = IgnoreFileRule("dockerignore-pattern-duplicate", find, severity="information", fixes="safe")
