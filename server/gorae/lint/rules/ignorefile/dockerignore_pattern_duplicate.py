"""A pattern that stands in the file already, and does nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.ignore_lines import without_line
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import IgnoreFileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.ignore_text import IgnoreText


def find(file: IgnoreText) -> Iterator[Finding]:
    """At the later of two equal patterns, where no pattern of the other kind (`!`, or not) stands between them."""
    seen: dict[tuple[str, bool], int] = {}
    for line in file.lines:
        if line.pattern is None:
            continue
        for other in [key for key in seen if key[1] != line.keeps]:
            del seen[other]
        key = (line.pattern.text, line.keeps)
        if key in seen:
            edit = fix(without_line(file.text, line.span), safe=True)
            yield found(line.span, edit, pattern=line.span.of(file.text), line=seen[key] + 1)
        else:
            seen[key] = line.number


RULE = IgnoreFileRule("dockerignore-pattern-duplicate", find, severity="information", fixes="safe")
