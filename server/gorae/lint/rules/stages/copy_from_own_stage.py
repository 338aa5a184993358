"""COPY --from that names the stage it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.other_stage import stages_above
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule
from gorae.stages import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report COPY --from and mounts of the stage that they stand in, on the stage's name.

    Of stages with one name the last is meant. What ONBUILD keeps is done in other stages.
    """
    for stage in build.stages:
        for node in stage.nodes[1:]:
            if node.name == "ONBUILD":
                continue
            for name, span in sources(node):
                if build.stage(name) is stage:
                    yield found(span, *stages_above(build, stage, span, name), name=name)


RULE = FileRule(
    "copy-from-own-stage",
    find,
    aliases=(Alias("hadolint", "DL3023"), Alias("trivy", "DS-0006")),
    severity="error",
    fixes="unsafe",
    reads={},
)
