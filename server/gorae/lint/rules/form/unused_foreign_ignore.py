"""A comment of hadolint's, BuildKit's or tally's that silences what Gorae does not find either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.form.unused_ignore import idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.suppressions import SuppressionUsage
    from gorae.stages import Build


def find(build: Build, usage: SuppressionUsage) -> Iterator[Finding]:
    """At the names; no fix is safe, since the other linter may have something to say there."""
    return idle(build, usage, own=False)


RULE = Rule(
    "unused-foreign-ignore", find, "ignores", aliases=("unused-ignore",), severity="hint", default=False, fixes="unsafe"
)
