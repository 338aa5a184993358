"""The version of the official image that a stage stands on, by its tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.images.versions import exact_tag

if TYPE_CHECKING:
    from gorae.images import ImageReference
    from gorae.stages import Stage

Version = tuple[int, ...]
_LAST = 99  # the minor number of a line that is over: higher than any that it had
# A system's release in a tag: the image may have moved on to a newer one before its line was over.
_SYSTEM = re.compile(
    r"-(?:wheezy|jessie|stretch|buster|bullseye|bookworm|trixie|alpine\d|windowsservercore|nanoserver)"
)
_LEADING = re.compile(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?")


def official_image(stage: Stage, *names: str) -> ImageReference | None:
    """The reference of the image that the stage stands on, where it is one of these official ones."""
    reference = stage.root.reference
    return reference if reference is not None and reference.official_name in names else None


def tag_version(stage: Stage, *names: str) -> Version | None:
    """The one or two numbers that the tag of one of these official images begins with; None where it begins with none."""
    reference = official_image(stage, *names)
    return _numbers(reference.tag or "")[:2] or None if reference is not None else None


def version_today(stage: Stage, *names: str) -> Version | None:
    """The version that one of these official images has: two or three numbers, of a tag that moves those of today.

    `7` of a line that is over is its last, (7, 99). None for another image, and where the version is not known: a digest
    alone, or a tag of a system that is built no longer.
    """
    reference = official_image(stage, *names)
    if reference is None:
        return None
    written = _numbers(reference.tag or "")
    if len(written) > 1:
        return written
    if reference.digest:
        return None
    found = _numbers(exact_tag(reference.official_name or "", reference.tag or "latest") or "")
    if len(found) > 1:
        return found
    return (*written, _LAST) if written and not _SYSTEM.search(reference.tag or "") else None


def _numbers(tag: str) -> Version:
    match = _LEADING.match(tag)
    return tuple(int(part) for part in match.groups() if part) if match is not None else ()
