"""Several CMD: only the last one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule
from gorae.lint.rules.startup.repeated import overridden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At each one that a later one in its stage makes void."""
    return overridden(build, "CMD")


RULE = Rule(
    "cmd-duplicate", find, "build", aliases=("DL4003", "MultipleInstructionsDisallowed", "DS-0016"), fixes="safe"
)
