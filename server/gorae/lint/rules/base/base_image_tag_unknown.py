"""FROM of a tag that an official image never had."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.context import is_named_context
from gorae.images import gone_image, never_made, tag_meant
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the tag, unless it has a variable or the image comes from a named context or a caller."""
    for stage in build.stages:
        reference = stage.reference
        if reference is None or reference.tag is None or reference.tag_span is None or reference.digest:
            continue
        name, tag = reference.official_name, reference.tag
        if name is None or stage.image_span.of(build.document.text.value) != reference.text:
            continue
        if not never_made(name, tag) or gone_image(reference) is not None:
            continue
        if inputs.context is not None and is_named_context(inputs.context, reference.text):
            continue
        meant = tag_meant(name, tag)
        span = reference.tag_span.shift(stage.image_span.start)
        if meant is None:
            yield found(span, image=name, tag=tag)
        else:
            repair = with_tag(build, stage, meant)
            # Nothing is built of it today: what fails below has failed before.
            repair = replace(repair, moves_base=False) if repair is not None else None
            yield found(span, repair, variant="meant", image=name, tag=tag, meant=meant)


RULE = FileRule(
    "base-image-tag-unknown", find_with=find, severity="error", fixes="unsafe",
    supersedes=frozenset({"base-image-eol", "base-image-not-slim"}), reads={},
)  # fmt: skip
