"""A base image that asks for `latest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import stable_tags
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.settings import Settings
    from gorae.stages import Build


def find(build: Build, settings: Settings) -> Iterator[Finding]:
    """At the image of each FROM with that tag and no digest."""
    for stage in build.stages:
        reference = stage.reference
        if reference is not None and reference.tag == "latest" and not reference.digest:
            names = stable_tags(reference.name, settings.today) if reference.is_official else []
            fixes = [with_tag(build, stage, tag) for tag in names]
            yield found(stage.image_span, *fixes, image=reference.familiar)


RULE = Rule("base-image-latest", find, "build", aliases=("DL3007", "DS-0001"), fixes="unsafe", takes_settings=True)
