"""A stage that the last one does not need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the name, or the image where it has none."""
    for stage in build.stages[:-1]:
        if not stage.is_needed:
            yield found(stage.name_span or stage.image_span, name=stage.name or stage.index)


RULE = Rule("stage-unused", find, "build", aliases=("tally/no-unreachable-stages",), severity="hint", default=False)
