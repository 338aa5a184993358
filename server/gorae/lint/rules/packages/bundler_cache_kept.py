"""The archives of the gems that Bundler installed stay in the image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.bundler import OF_IMAGE, gems_folder, installs, setting
from gorae.facts.copies import landings_of_chain
from gorae.facts.image_paths import absolute
from gorae.facts.packages import mounted
from gorae.lint.fixes.append_command import appended
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.bundler import Install
    from gorae.stages import Build, Stage

_CLEANED = re.compile(r"\brm\b[^\n]*\bcache\b|\bfind\b[^\n]*(?:cache|\.gem\b)[^\n]*(?:-delete|rm\b)|\bbundle\s+clean\b")


def find(build: Build) -> Iterator[Finding]:
    """Report each call whose archives the image gets: in its own layers, or copied with their folder."""
    last = build.last
    if last is None:
        return
    for stage in build.stages:
        is_own = stage in last.chain
        for install in installs(stage) if is_own or stage.is_needed else ():
            path = gems_folder(stage, install)
            if (
                path is None
                or (not is_own and not _is_copied(build, stage, path))
                or _CLEANED.search(install.node.instruction.text)
            ):
                continue
            if mounted(install.node.instruction, path, f"{path}/cache"):
                continue
            yield found(install.node.to_document(install.head), _fix(stage, install, path))


def _is_copied(build: Build, stage: Stage, path: str) -> bool:
    """Whether the image gets the folder, or one above it, from the stage."""
    copied = (
        [
            landing.source.rstrip("/")
            for landing in landings_of_chain(build.last)
            if (flag := landing.node.instruction.flag("from")) is not None
            and flag.value in (stage.name, str(stage.index))
        ]
        if build.last is not None
        else []
    )
    place = absolute(stage, None, path)
    return place is not None and any(place == source or place.startswith(source + "/") for source in copied)


def _fix(stage: Stage, install: Install, path: str) -> Fix | None:
    clean = (
        f"rm -rf {path}/cache"
        if path == OF_IMAGE and setting(stage, install, "path") is None
        else f"rm -rf {path}/ruby/*/cache"
    )
    edit = appended(install.node, stage.scope_of(install.node), install.command, clean)
    return fix(edit, safe=True, reads=(install.node.span,), clean=clean) if edit is not None else None


RULE = FileRule(
    "bundler-cache-kept",
    find,
    aliases=(Alias("tally", "tally/ruby/leftover-bundler-cache"),),
    severity="information",
    fixes="safe",
    report="once_per_file",
    shipped_only=True,
    last_only=True,
    reads={"RUN": ("bundle",)},
)
