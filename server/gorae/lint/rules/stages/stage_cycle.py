"""Stages that need one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the name of each stage that is reached again from itself."""
    needs = {
        stage.index: {*stage.copies_from, *([stage.parent.index] if stage.parent is not None else [])} - {stage.index}
        for stage in build.stages
    }
    for stage in build.stages:
        seen: set[int] = set()
        waiting = list(needs[stage.index])
        while waiting:
            index = waiting.pop()
            if index in seen:
                continue
            seen.add(index)
            waiting += needs.get(index, ())
        if stage.index in seen:
            yield found(stage.name_span or stage.image_span, name=stage.name or stage.index)


RULE = FileRule("stage-cycle", find, aliases=(Alias("tally", "tally/circular-stage-deps"),), severity="error")
