"""Capital letters in the name of a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.rename_stage import uses_in_flags, uses_in_from
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the name; the fix renames every use of it."""
    text = build.document.text.value
    for stage in build.stages:
        if stage.name is None or stage.name_span is None or stage.name_span.of(text) == stage.name:
            continue
        uses = (*uses_in_from(build, stage.name), *uses_in_flags(build, stage.name))
        spans = [stage.name_span, *(span for _, span in uses)]
        edits = [Edit(span, stage.name) for span in spans if span.of(text) != stage.name]
        # Of two stages of one name another rule has to tell which one is meant.
        alone = sum(one.name == stage.name for one in build.stages) == 1
        yield found(
            stage.name_span,
            fix(edits, safe=True, name=stage.name) if alone else None,
            name=stage.name_span.of(text),
            right=stage.name,
        )


RULE = FileRule(
    "stage-name-casing",
    find,
    aliases=(Alias("buildkit", "StageNameCasing"),),
    severity="information",
    fixes="safe",
    reads={},
)
