"""A base image without a tag or digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the image of each FROM that leaves the version open; not for scratch and stages."""
    for stage in build.stages:
        reference = stage.reference
        if stage.parent is None and reference is not None and not reference.tag and not reference.digest:
            yield found(stage.image_span, image=reference.familiar)


RULE = Rule("base-image-untagged", find, "build", aliases=("DL3006",))
