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
    yield from _mounts(build)


def _mounts(build: Build) -> Iterator[Finding]:
    """Mounts without `from` in a stage called `scratch`, and caches above it: the Engine takes that for what they are of.

    BuildKit, dockerfile2llb/convert_runmount.go: detectRunMount asks of no type, setCacheMount looks for its empty image.
    """
    scratch = build.stage("scratch")
    if scratch is None:
        return
    for stage in build.stages[: scratch.index + 1]:
        for node in stage.instructions("RUN"):
            for flag in node.instruction.flags:
                if flag.name != "mount" or not flag.value or flag.option("from") is not None:
                    continue
                kind = flag.option("type")
                if stage is scratch or (kind is not None and kind.value == "cache"):
                    yield found(node.to_document(flag.span), variant="mount", severity="error", name=scratch.name or "")


RULE = FileRule(
    "stage-name-reserved",
    find,
    aliases=(Alias("buildkit", "ReservedStageName"), Alias("hadolint", "DL3063")),
    fixes="unsafe",
    reads={},
)
