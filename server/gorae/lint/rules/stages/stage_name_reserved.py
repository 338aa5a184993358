"""A stage whose name already means something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.rename_stage import renamed
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

_RESERVED = {"scratch": "base", "context": "sources"}  # and what to call the stage instead


def find(build: Build) -> Iterator[Finding]:
    """Report a stage's name that means something else in COPY --from, on the name."""
    for stage in build.stages:
        if stage.name in _RESERVED and stage.name_span is not None:
            yield found(stage.name_span, renamed(build, stage, _RESERVED[stage.name]), name=stage.name)


RULE = FileRule(
    "stage-name-reserved",
    find,
    aliases=(Alias("buildkit", "ReservedStageName"), Alias("hadolint", "DL3063")),
    fixes="unsafe",
    reads={},
)
