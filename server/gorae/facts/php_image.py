"""What PHP's official images have of opcache and of extensions that became a part of PHP.

opcache is enabled since July 2025 in each version that was built then (docker-library/php, commit 2a526901); from 8.5 on it is
compiled in, and installing or enabling it fails (issues 1605, 1631).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from gorae.facts.official_image import official_image, version_today

if TYPE_CHECKING:
    from gorae.facts.official_image import Version
    from gorae.stages import Stage

# Extensions that are part of PHP itself since a version: the image has them, and there is nothing to install or enable.
INCLUDED: dict[str, Version] = {"opcache": (8, 5), "json": (8, 0)}
# The first release of each line that was built with opcache enabled, and the last one before: its tag may have been built again.
_ENABLED_SINCE: dict[Version, tuple[int, int]] = {(8, 1): (33, 32), (8, 2): (29, 28), (8, 3): (23, 22), (8, 4): (10, 8)}
# Systems that no image was built on any more by then.
_BEFORE = re.compile(r"-(?:jessie|stretch|buster|alpine3\.(?:\d|1\d|20))$")

Opcache = Literal["included", "enabled", "off"]


def opcache_of(stage: Stage) -> Opcache | None:
    """How opcache is in the official PHP image of a stage; None for another image, and where it is not known."""
    reference, version = official_image(stage, "php"), version_today(stage, "php")
    if reference is None or version is None:
        return None
    if version >= INCLUDED["opcache"]:
        return "included"
    first = _ENABLED_SINCE.get(version[:2])
    if first is None or _BEFORE.search(reference.tag or ""):
        return "off"
    if len(version) == 2 or version[2] >= first[0]:  # two numbers: the line's last release
        return "enabled"
    return "off" if version[2] < first[1] else None
