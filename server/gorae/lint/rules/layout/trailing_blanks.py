"""Blanks at the end of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.equivalence import heredoc_bodies, within_sorted
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

# Behind an escape character they change nothing: BuildKit takes a blank there for part of the line's end.
_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\r?\n|\Z)")


def find(build: Build) -> Iterator[Finding]:
    """Report the blanks at the end of a line; not in heredocs, whose text belongs to a file or another program."""
    text = build.document.text.value
    bodies = heredoc_bodies(build.document) if "<<" in text else []
    for match in _TRAILING.finditer(text):
        if not within_sorted(match.start(), bodies):
            span = Span(*match.span())
            yield found(span, fix(Edit(span, ""), safe=True))


RULE = FileRule(
    "trailing-blanks",
    find,
    aliases=(Alias("tally", "tally/no-trailing-spaces"),),
    severity="hint",
    default=False,
    fixes="safe",
    behind_onbuild=False,
)
