"""A base image that asks for `latest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import publishes_no_versions, stable_tags
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the image of each FROM with that tag and no digest."""
    for stage in build.stages:
        reference = stage.reference
        if reference is not None and reference.tag == "latest" and not reference.digest:
            names = stable_tags(reference.name, inputs.settings.today) if reference.is_official else []
            fixes = [with_tag(build, stage, tag) for tag in names]
            variant = "digest" if publishes_no_versions(reference) else ""
            yield found(stage.image_span, *fixes, variant=variant, image=reference.familiar)


RULE = FileRule(
    "base-image-latest",
    find_with=find,
    aliases=(Alias("hadolint", "DL3007"), Alias("trivy", "DS-0001"), Alias("checkov", "CKV_DOCKER_7")),
    fixes="unsafe",
    reads={},
)
