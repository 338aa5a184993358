"""Capital letters in the name of a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, fix, found
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the name; the fix renames it wherever it is used."""
    text = build.document.text.value
    for stage in build.stages:
        if stage.name is None or stage.name_span is None or stage.name_span.of(text) == stage.name:
            continue
        spans = [stage.name_span, *_uses(build, stage.name)]
        edits = [Edit(span, stage.name) for span in spans if span.of(text) != stage.name]
        yield found(
            stage.name_span, fix(edits, safe=True, name=stage.name), name=stage.name_span.of(text), right=stage.name
        )


def _uses(build: Build, name: str) -> Iterator[Span]:
    for other in build.stages:
        if (
            other.parent is not None
            and other.parent.name == name
            and other.image_span.of(build.document.text.value).lower() == name
        ):
            yield other.image_span
        for placed in other.placed:
            for flag in placed.instruction.flags:
                if flag.name == "from" and flag.value_span is not None and (flag.value or "").lower() == name:
                    yield placed.at(flag.value_span)
                source = flag.option("from") if flag.name == "mount" else None
                if source is not None and source.value_span is not None and (source.value or "").lower() == name:
                    yield placed.at(source.value_span)


RULE = Rule("stage-name-casing", find, "build", aliases=("StageNameCasing",), severity="information", fixes="safe")
