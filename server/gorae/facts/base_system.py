"""Which operating system a stage runs on, where the name of its image or what is known of that image tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.images import System, contents

if TYPE_CHECKING:
    from gorae.images import ImageReference
    from gorae.stages import Stage

# Alone, `24.10` may be a month: nvcr.io/nvidia/pytorch:24.10-py3.
_UBUNTU = re.compile(r"ubuntu[-_:]?(\d\d\.(?:04|10))(?!\d)")
_CENTOS = re.compile(r"(?:centos)?(\d+)")
_DEBIAN = re.compile(r"(\d+)")


def system_of(stage: Stage) -> System | None:
    """The system of the stage's base image, as `system_of_image` tells it; None: not known."""
    reference = stage.root.reference
    return system_of_image(reference) if reference is not None else None


def system_of_image(reference: ImageReference) -> System | None:
    """The system of an image, as it is released: `debian 12`, `ubuntu 22.04`, `centos 7`; None: not known.

    Images that are not official count where their name has the system: `nvidia/cuda:12.4.1-base-ubuntu22.04`.
    """
    tag = reference.tag or ""
    if reference.name == "centos":
        version = _CENTOS.match(tag)
        stands_still = reference.is_official and tag in ("", "latest")  # at 8; Stream 8 went with it
        if stands_still or tag == "stream8":
            return System("centos", "8")
        return System("centos", version[1]) if version else None
    known = contents(reference)
    if known is not None:
        return known.system
    if reference.official_name == "debian" and (version := _DEBIAN.match(tag)):
        return System("debian", version[1])
    ubuntu = _UBUNTU.search(f"{reference.name}:{tag}")
    return System("ubuntu", ubuntu[1]) if ubuntu else None
