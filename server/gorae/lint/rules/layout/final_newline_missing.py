"""The last line has no newline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the last character; not in an empty file or after an unclosed heredoc."""
    document = build.document
    text = document.text.value
    if not text.strip() or text.endswith("\n"):
        return
    heredocs = document.nodes[-1].instruction.heredocs if document.nodes else ()
    if any(heredoc.end is None for heredoc in heredocs):
        return
    end = len(text)
    yield found(Span(end - 1, end), fix(Edit(Span(end, end), document.newline), safe=True))


RULE = FileRule(
    "final-newline-missing",
    find,
    aliases=(Alias("tally", "tally/eol-last"),),
    severity="hint",
    default=False,
    fixes="safe",
    behind_onbuild=False,
)
