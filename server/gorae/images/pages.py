"""Where registries show an image to people: the addresses of its page and of its tags.

Each form was looked up in the registry's own site: Docker Hub and its hardened images, GitHub, Quay, Microsoft's
artifact registry, Google's console, Amazon's public gallery, Red Hat's catalog, NVIDIA NGC, Elastic, Chainguard, GitLab.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from gorae.images.reference import DOCKER_HUB

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.images.reference import ImageReference


class Pages(NamedTuple):
    """The address of an image's page, and of the page of its tags, where the registry has one."""

    image: str
    tags: str | None = None


def pages_of(reference: ImageReference) -> Pages | None:
    """The pages of an image; None for registries that have none that is known."""
    domain, path = reference.domain, reference.path
    if domain == DOCKER_HUB:
        return _hub(reference)
    for pattern, make in _REGISTRIES:
        match = pattern.fullmatch(f"{domain}/{path}")
        if match is not None:
            return make(match, reference.tag or "")
    return None


def _hub(reference: ImageReference) -> Pages:
    name = reference.official_name
    page = f"https://hub.docker.com/_/{name}/" if name is not None else f"https://hub.docker.com/r/{reference.path}/"
    return Pages(page, f"{page}tags?name={quote(reference.tag or '', safe='')}")


def _github(match: re.Match[str], _: str) -> Pages:
    owner, *rest = match["path"].split("/")
    repository, package = rest[0], quote("/".join(rest), safe="")
    return Pages(f"https://github.com/{owner}/{repository}/pkgs/container/{package}")


def _quay(match: re.Match[str], tag: str) -> Pages:
    page = f"https://quay.io/repository/{match['path']}"
    return Pages(page, f"{page}?tab=tags&tag={quote(tag, safe='')}")


def _microsoft(match: re.Match[str], _: str) -> Pages:
    page = f"https://mcr.microsoft.com/artifact/mar/{match['path']}"
    return Pages(page, f"{page}/tags")


def _google(match: re.Match[str], _: str) -> Pages:
    region = {"": "global", "us.": "us", "eu.": "eu", "asia.": "asia"}[match["region"] or ""]
    project, _, image = match["path"].partition("/")
    return Pages(f"https://console.cloud.google.com/gcr/images/{project}/{region}/{image}".rstrip("/"))


def _google_artifacts(match: re.Match[str], _: str) -> Pages:
    parts = "/".join(quote(part, safe="") for part in match["path"].split("/", 2))
    return Pages(f"https://console.cloud.google.com/artifacts/docker/{_project(parts, match['region'])}")


def _project(parts: str, location: str) -> str:
    project, _, rest = parts.partition("/")
    return f"{project}/{location}/{rest}"


def _amazon(match: re.Match[str], _: str) -> Pages:
    return Pages(f"https://gallery.ecr.aws/{match['path']}")


def _nvidia(match: re.Match[str], tag: str) -> Pages:
    organization, *rest = match["path"].split("/")
    team = f"teams/{rest[0]}/" if len(rest) > 1 else ""
    page = f"https://catalog.ngc.nvidia.com/orgs/{organization}/{team}containers/{rest[-1]}"
    return Pages(page, f"{page}/tags" if tag else None)


def _simple(address: str) -> Callable[[re.Match[str], str], Pages]:
    return lambda match, _: Pages(address.format(path=match["path"], name=match["path"].rsplit("/", 1)[-1]))


_REGISTRIES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Pages]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"ghcr\.io/(?P<path>[^/]+/.+)", _github),
        (r"quay\.io/(?P<path>.+)", _quay),
        (r"mcr\.microsoft\.com/(?P<path>.+)", _microsoft),
        (r"(?P<region>(?:us|eu|asia)\.)?gcr\.io/(?P<path>.+)", _google),
        (r"(?P<region>[a-z0-9-]+)-docker\.pkg\.dev/(?P<path>[^/]+/[^/]+/.+)", _google_artifacts),
        (r"public\.ecr\.aws/(?P<path>.+)", _amazon),
        (r"nvcr\.io/(?P<path>[^/]+/.+)", _nvidia),
        (
            r"registry\.(?:access\.redhat\.com|redhat\.io)/(?P<path>.+)",
            _simple("https://catalog.redhat.com/software/containers/{path}"),
        ),
        (r"docker\.elastic\.co/(?P<path>.+)", _simple("https://www.docker.elastic.co/r/{path}")),
        (r"cgr\.dev/chainguard/(?P<path>.+)", _simple("https://images.chainguard.dev/directory/image/{path}/overview")),
        (r"dhi\.io/(?P<path>.+)", _simple("https://hub.docker.com/hardened-images/catalog/dhi/{path}")),
        (
            r"registry\.gitlab\.com/(?P<path>[^/]+/[^/]+)(?:/.*)?",
            _simple("https://gitlab.com/{path}/container_registry"),
        ),
    )
)
