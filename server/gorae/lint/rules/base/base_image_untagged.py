"""A base image without a tag or digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import is_named_context
from gorae.images import official_images, publishes_no_versions, stable_tags, was_official
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.images import ImageReference
    from gorae.lint.rule import Inputs
    from gorae.stages import Build

_FILLED_IN = (
    "placeholder",
    "none",
    "unset",
    "undefined",
    "invalid",
    "changeme",
    "non-existing",
    "nonexistent",
)  # defaults that no build uses


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the image of each FROM without a version, unless it is scratch, a stage or a named context."""
    for stage in build.stages:
        reference = stage.reference
        if reference is not None and reference.name not in _FILLED_IN and not reference.tag and not reference.digest:
            if inputs.context is not None and is_named_context(inputs.context, reference.familiar):
                continue
            names = stable_tags(reference.name, inputs.settings.today) if reference.is_official else []
            fixes = [with_tag(build, stage, tag) for tag in names]
            yield found(
                stage.image_span,
                *fixes,
                variant="digest" if publishes_no_versions(reference) else "",
                opt_in=_is_built_here(reference),
                image=reference.familiar,
            )


def _is_built_here(reference: ImageReference) -> bool:
    """Whether a bare name is no official image's, today or in the past: such an image was built on this machine."""
    name = reference.familiar
    return "/" not in name and name not in official_images() and not was_official(name)


RULE = FileRule("base-image-untagged", find_with=find, aliases=(Alias("hadolint", "DL3006"),), fixes="unsafe", reads={})
