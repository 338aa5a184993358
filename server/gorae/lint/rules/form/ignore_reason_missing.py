"""An ignore comment that does not say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, SuppressionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import SuppressionUsage
    from gorae.stages import Build


def find(_: Build, usage: SuppressionUsage) -> Iterator[Finding]:
    """Report each comment that has room for a reason, and none; a day alone is no reason."""
    for comment in dict.fromkeys(
        entry.comment for entry in usage.entries if entry.origin in ("gorae", "tally") and not entry.why
    ):
        yield found(comment)


RULE = SuppressionRule(
    "ignore-reason-missing",
    find,
    aliases=(Alias("gorae", "require-reason"),),
    severity="information",
    default=False,
)
