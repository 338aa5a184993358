"""Two stages of one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.rename_stage import renamed
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At each name that an earlier stage has already."""
    seen: dict[str, int] = {}
    for stage in build.stages:
        if stage.name is None or stage.name_span is None:
            continue
        if stage.name in seen:
            line = build.document.line_number(build.stages[seen[stage.name]].from_instruction)
            yield found(stage.name_span, renamed(build, stage, f"{stage.name}-2"), name=stage.name, line=line)
        else:
            seen[stage.name] = stage.index


RULE = FileRule("stage-name-duplicate", find, aliases=(Alias("hadolint", "DL3024"), Alias("buildkit", "DuplicateStageName"), Alias("trivy", "DS-0012")), fixes="unsafe")  # fmt: skip
