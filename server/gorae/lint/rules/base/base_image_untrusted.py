"""A base image whose publisher nobody has checked."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gorae.context import is_owner
from gorae.images import DOCKER_HUB, known_publishers, official_images
from gorae.lint.model import Finding, found
from gorae.lint.options import TRUSTED_REGISTRIES
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.images import ImageReference
    from gorae.lint.rule import Inputs
    from gorae.stages import Build

# Docker pushes the official images for one architecture under these names.
# https://github.com/docker-library/official-images#architectures-other-than-amd64
_OFFICIAL = frozenset(
    ("amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64", "s390x", "winamd64")
)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the image, unless it is a stage, scratch or a name that only the build knows.

    Images of the account that owns the repository are trusted, too.
    """
    trusted = inputs.option(TRUSTED_REGISTRIES)
    for stage in build.stages:
        reference = stage.reference
        if reference is None:
            continue
        if trusted:
            if not any(_holds(one, reference) for one in trusted):
                yield found(stage.image_span, variant="registry", severity="warning", image=reference.familiar)
        elif reference.domain == DOCKER_HUB and reference.namespace not in known_publishers() | _OFFICIAL:
            owner = reference.namespace
            if inputs.context is None or not is_owner(inputs.context, owner):
                # A stranger's copy of an official image is what there is something to do about.
                is_copy = any(name in reference.path.rpartition("/")[2] for name in official_images())
                yield found(stage.image_span, opt_in=not is_copy, image=reference.familiar, owner=owner)


def _holds(trusted: str, reference: ImageReference) -> bool:
    """Whether a registry, or a name space on one (`ghcr.io/team`, `*.example.com`), is where the image is from."""
    domain, _, path = trusted.lower().rstrip("/").partition("/")
    if domain in ("hub.docker.com", "index.docker.io"):
        domain = DOCKER_HUB
    if "." not in domain and ":" not in domain and domain not in ("localhost", "*"):
        domain, path = DOCKER_HUB, trusted.lower().rstrip("/")
    if not fnmatchcase(reference.domain.lower(), domain):
        return False
    return not path or fnmatchcase(reference.path, path) or reference.path.startswith(path + "/")


RULE = FileRule(
    "base-image-untrusted",
    find_with=find,
    options=(TRUSTED_REGISTRIES,),
    aliases=(Alias("hadolint", "DL3026"),),
    severity="hint",
    report="once_per_message",
    reads={},
)
