"""A final stage on a full image, where a lighter one exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.compilers import buildings
from gorae.facts.scripts import script
from gorae.images import lighter_variants
from gorae.lint.fixes.image_tag import with_tag
from gorae.lint.model import Finding, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage


_DEBIANS = frozenset((
    "apt", "apt-get", "apt-cache", "aptitude", "apt-key", "apt-mark", "dpkg", "dpkg-reconfigure", "useradd", "usermod", "groupadd",
    "locale-gen", "update-alternatives", "bash",
))  # fmt: skip

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
    if _is_debians(stage):
        lighter = [tag for tag in lighter if not tag.endswith("alpine")]
    fixes = [with_tag(build, stage, tag, "alpine" if tag.endswith("alpine") else "") for tag in lighter]
    if lighter:
        yield found(stage.image_span, *fixes, image=stage.reference.text, tag=lighter[0])


def _is_debians(stage: Stage) -> bool:
    """Whether it runs what Alpine does not have: another distribution is no lighter variant of it."""
    if any(
        node.instruction.words and "bash" in node.instruction.words[0].value for node in stage.instructions("SHELL")
    ):
        return True
    return any(
        command.effective.program in _DEBIANS
        for node in stage.instructions("RUN")
        for command in script(node.instruction, stage.scope_of(node)).commands
    )


RULE = FileRule("base-image-not-slim", find, severity="information", fixes="unsafe", shipped_only=True)
