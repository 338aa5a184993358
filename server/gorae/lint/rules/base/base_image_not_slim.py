"""A final stage on a full image, where a lighter one exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images import lighter_variants
from gorae.lint.model import Finding, Rule, found
from gorae.lint.rules.base.tags import with_tag
from gorae.lint.rules.stages.building import buildings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build

# Images in which extensions are compiled, and that have no slim variant.
_COMPILES = frozenset((
    "php", "golang", "wordpress", "drupal", "joomla", "nextcloud", "matomo", "phpmyadmin", "haskell", "swift", "gcc", "friendica",
))  # fmt: skip


def find(build: Build) -> Iterator[Finding]:
    """At the image of the stage that is built; not where a stage below or the tag says what is wanted."""
    stage = build.last
    if stage is None or stage.reference is None or not stage.reference.is_official:
        return
    reference = stage.reference
    if not reference.tag or reference.digest:
        return
    lighter = lighter_variants(reference.name, reference.tag)
    if any(True for _ in buildings(stage)):
        lighter = [tag for tag in lighter if "-jre" not in tag]  # there is no compiler in it
    if reference.name in _COMPILES and all("alpine" in tag for tag in lighter):
        return  # what is compiled on another C library is a work of its own
    fixes = [with_tag(build, stage, tag, "alpine" if tag.endswith("alpine") else "") for tag in lighter]
    if lighter:
        yield found(stage.image_span, *fixes, image=stage.reference.text, tag=lighter[0])


RULE = Rule("base-image-not-slim", find, "build", severity="information", fixes="unsafe")
