"""Two stages of one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.rename_stage import renamed_first
from gorae.lint.model import Finding, found
from gorae.lint.rule import LINES, Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage


def find(build: Build) -> Iterator[Finding]:
    """Report each name that an earlier stage has already."""
    seen: dict[str, Stage] = {}
    for stage in build.stages:
        if stage.name is None or stage.name_span is None:
            continue
        if stage.name in seen:
            first = seen[stage.name]
            line = build.document.line_number(first.from_instruction)
            yield found(stage.name_span, renamed_first(build, first, stage), name=stage.name, line=line)
        else:
            seen[stage.name] = stage


RULE = FileRule("stage-name-duplicate", find, aliases=(Alias("hadolint", "DL3024"), Alias("buildkit", "DuplicateStageName"), Alias("trivy", "DS-0012"), Alias("checkov", "CKV_DOCKER_11")), fixes="unsafe", reads={LINES: ()})  # fmt: skip
