"""COPY --from a stage of scratch that never got a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.other_stage import has_files, stages_above
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report COPY --from of a scratch stage that holds nothing, on the stage's name."""
    for stage in build.stages:
        for node in stage.instructions("COPY"):
            flag = node.instruction.flag("from")
            if flag is None or flag.value is None or flag.value_span is None:
                continue
            source = build.stage(flag.value)
            if source is None or source is stage or not source.root.is_scratch:
                continue
            # One that is nothing but its FROM is there for `--build-context NAME=…` to take its place.
            if len(source.nodes) > 1 and not has_files(source):
                span = node.to_document(flag.value_span)
                yield found(span, *stages_above(build, stage, span, flag.value), name=flag.value)


RULE = FileRule("copy-from-empty-scratch", find, aliases=(Alias("tally", "tally/copy-from-empty-scratch-stage"),), severity="error", fixes="unsafe", reads={})  # fmt: skip
