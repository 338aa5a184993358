"""An instruction above the first FROM that is no ARG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the keyword; in a text without FROM nothing is said, for it may be a part of one."""
    if not build.stages:
        return
    for placed in build.header:
        if placed.name in INSTRUCTIONS and placed.name != "ARG":
            yield found(placed.keyword, name=placed.name)


RULE = Rule("instruction-before-from", find, "build", aliases=("DL3061",), severity="error")
