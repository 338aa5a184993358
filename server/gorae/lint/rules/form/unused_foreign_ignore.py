"""A comment of hadolint's, BuildKit's or tally's that silences what Gorae does not find either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.suppression import removals
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, SuppressionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import SuppressionUsage
    from gorae.stages import Build


def find(build: Build, usage: SuppressionUsage) -> Iterator[Finding]:
    """Report the names; no fix is safe, as the other linter may report something there."""
    for one in removals(build, usage, own=False):
        yield found(one.span, one.fix, names=one.names)


RULE = SuppressionRule(
    "unused-foreign-ignore",
    find,
    aliases=(Alias("gorae", "unused-ignore"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
