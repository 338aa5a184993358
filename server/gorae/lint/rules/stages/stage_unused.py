"""A stage that the last one does not need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the stage's name, or its image where it has none."""
    for stage in build.stages[:-1]:
        if not stage.is_needed:
            yield found(stage.name_span or stage.image_span, name=stage.name or stage.index)


RULE = FileRule(
    "stage-unused",
    find,
    aliases=(Alias("tally", "tally/no-unreachable-stages"),),
    severity="hint",
    default=False,
    tag="unnecessary",
)
