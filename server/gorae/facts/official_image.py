"""The version of the official image that a stage stands on, by its tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.images.versions import exact_tag

if TYPE_CHECKING:
    from gorae.images import ImageReference
    from gorae.stages import Stage

Version = tuple[int, ...]
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

    None for another image, and where that is not known: a digest alone, or a tag that is built no longer and does not say it.
    """
    reference = official_image(stage, *names)
    if reference is None:
        return None
    written = _numbers(reference.tag or "")
    if len(written) > 1:
        return written
    exact = None if reference.digest else exact_tag(reference.official_name or "", reference.tag or "latest")
    found = _numbers(exact or "")
    return found if len(found) > 1 else None


def _numbers(tag: str) -> Version:
    match = _LEADING.match(tag)
    return tuple(int(part) for part in match.groups() if part) if match is not None else ()
