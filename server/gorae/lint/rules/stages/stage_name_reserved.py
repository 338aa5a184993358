"""A stage whose name already means something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_RESERVED = frozenset(("scratch", "context"))


def find(build: Build) -> Iterator[Finding]:
    """At the name."""
    for stage in build.stages:
        if stage.name in _RESERVED and stage.name_span is not None:
            yield found(stage.name_span, name=stage.name)


RULE = Rule("stage-name-reserved", find, "build", aliases=("ReservedStageName", "DL3063"))
