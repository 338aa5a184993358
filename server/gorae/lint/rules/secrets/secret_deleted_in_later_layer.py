"""A secret that a later layer deletes can still be read from the image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context import looks_secret, relative
from gorae.facts.deletions import deletions
from gorae.facts.users import works_as_root
from gorae.lint.fixes.bind_mount import mount_instead
from gorae.lint.model import Finding, Fix, found
from gorae.lint.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.deletions import Deleted
    from gorae.stages import Build, Stage


def find(build: Build) -> Iterator[Finding]:
    """Report the word that puts the secret into its layer: COPY's source, or the file that a command writes."""
    for stage in build.stages:
        if not stage.reaches_image:
            continue
        for one in deletions(stage):
            source = one.made.landing.source if one.made.landing is not None else ""
            if looks_secret(one.made.path.lstrip("/")) or looks_secret(relative(source)):
                yield found(one.made.span, _fix(stage, one), path=one.made.path)


def _fix(stage: Stage, one: Deleted) -> Fix | None:
    landing = one.made.landing
    if landing is None or not landing.is_local or "*" in landing.source or works_as_root(stage, one.node) is False:
        return None
    name = re.sub(r"[^A-Za-z0-9_.-]", "_", one.made.path.rpartition("/")[2].lstrip("."))
    mount = f"type=secret,id={name},target={one.made.path},required=true"
    return mount_instead(stage, one, mount, unnamed=True)


RULE = FileRule(
    "secret-deleted-in-later-layer", find, severity="error", fixes="unsafe", supersedes=frozenset(("copy-secret-file",))
)
