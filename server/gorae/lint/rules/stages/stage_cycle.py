"""Stages that need one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.circles import stages_in_circles
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the name of each stage that depends on itself."""
    for index in sorted(stages_in_circles(build)):
        stage = build.stages[index]
        yield found(stage.name_span or stage.image_span, name=stage.name or stage.index)


RULE = FileRule("stage-cycle", find, aliases=(Alias("tally", "tally/circular-stage-deps"),), severity="error", reads={})
