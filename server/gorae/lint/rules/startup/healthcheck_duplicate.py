"""Several HEALTHCHECK: only the last one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.startup.repeated import overridden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At each one that a later one in its stage makes void."""
    return overridden(build, "HEALTHCHECK")


RULE = Rule(
    "healthcheck-duplicate",
    find,
    "build",
    aliases=("DL3012", "MultipleInstructionsDisallowed", "DS-0023"),
    fixes="safe",
)
