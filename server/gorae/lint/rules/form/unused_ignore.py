"""A comment of Gorae's that silences what is not there, or a rule that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.suppression import removals
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import SuppressionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import SuppressionUsage
    from gorae.stages import Build


def find(build: Build, usage: SuppressionUsage) -> Iterator[Finding]:
    """Report the names in Gorae's own comments that suppress nothing."""
    for one in removals(build, usage, own=True):
        yield found(one.span, one.fix, names=one.names)
    for entry in usage.over:
        yield found(entry.name_span, variant="over", names=entry.name, until=str(entry.until))
    for entry, close in usage.unknown.items():
        right = fix(Edit(entry.name_span, close), safe=False, variant="near", right=close) if close else None
        yield found(entry.name_span, right, variant="near" if close else "unknown", names=entry.name, right=close)
    for comment in usage.unread:
        yield found(comment, variant="unread")


RULE = SuppressionRule("unused-ignore", find, severity="hint", fixes="safe")
