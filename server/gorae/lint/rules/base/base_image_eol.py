"""A base image past its end of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import end_of_life, nearest_supported
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build

# No longer built, some versions later than the upstream's own end (its page on Docker Hub).
_LEFT = ("openjdk",)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """At the image of each FROM whose version is no longer supported today."""
    for stage in build.stages:
        reference = stage.reference
        if reference is None or not reference.is_official or not reference.tag:
            continue
        ended = end_of_life(reference.name, reference.tag, inputs.settings.today)
        if ended is None:
            continue
        tag = nearest_supported(reference.name, reference.tag, inputs.settings.today)
        repair = with_tag(build, stage, tag) if tag and not reference.digest else None
        if ended.date is None or reference.official_name in _LEFT:
            yield found(stage.image_span, repair, variant="undated", image=reference.familiar, version=ended.cycle)
        else:
            yield found(
                stage.image_span, repair, date=ended.date.isoformat(), image=reference.familiar, version=ended.cycle
            )


RULE = FileRule("base-image-eol", find_with=find, fixes="unsafe")
