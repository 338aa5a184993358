"""A base image without a tag or digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import is_named_context
from gorae.images import stable_tags
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.settings import Settings
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


def find(build: Build, context: BuildContext | None, settings: Settings) -> Iterator[Finding]:
    """At the image of each FROM that leaves the version open; not for scratch, stages and named contexts."""
    for stage in build.stages:
        reference = stage.reference
        if reference is not None and reference.name not in _FILLED_IN and not reference.tag and not reference.digest:
            if context is not None and is_named_context(context, reference.familiar):
                continue
            names = stable_tags(reference.name, settings.today) if reference.is_official else []
            fixes = [with_tag(build, stage, tag) for tag in names]
            yield found(stage.image_span, *fixes, image=reference.familiar)


RULE = Rule(
    "base-image-untagged",
    find,
    "build",
    aliases=("DL3006",),
    fixes="unsafe",
    takes_settings=True,
    takes_context=True,
)
