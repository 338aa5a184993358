"""A file without a single FROM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the first instruction."""
    if not build.stages and build.header:
        yield found(build.header[0].keyword)


RULE = Rule("from-missing", find, "build", aliases=("tally/require-stages",), severity="hint", default=False)
