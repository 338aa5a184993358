"""A base image that asks for `latest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """At the image of each FROM with that tag and no digest."""
    for stage in build.stages:
        reference = stage.reference
        if stage.parent is None and reference is not None and reference.tag == "latest" and not reference.digest:
            yield found(stage.image_span, image=reference.familiar)


RULE = Rule("base-image-latest", find, "build", aliases=("DL3007", "DS-0001"))
