"""Ends of life beside those of an image's own version: of the system that its tag names, of images that were given up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.images.catalog import end_of_life, tags
from gorae.images.versions import exact_tag

if TYPE_CHECKING:
    import datetime as dt

    from gorae.images.catalog import Ended
    from gorae.images.reference import ImageReference

_DEBIAN = ["jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky"]
_NUMBERS = {
    "jessie": "8",
    "stretch": "9",
    "buster": "10",
    "bullseye": "11",
    "bookworm": "12",
    "trixie": "13",
    "forky": "14",
}
_UBUNTU = {
    "trusty": "14.04",
    "xenial": "16.04",
    "bionic": "18.04",
    "focal": "20.04",
    "jammy": "22.04",
    "noble": "24.04",
}
_SUFFIX = re.compile(
    rf"-(?P<debian>{'|'.join(_DEBIAN)})(?=-|$)|-alpine(?P<alpine>3\.\d+)(?=-|$)|-(?:ubuntu)?(?P<ubuntu>\d\d\.\d\d)(?=-|$)"
    rf"|-(?P<name>{'|'.join(_UBUNTU)})(?=-|$)"
)
# Official images that are made no more, and who goes on with them (their pages on Docker Hub, 2026-11).
_GIVEN_UP = {
    "adoptopenjdk": "eclipse-temurin", "jenkins": "jenkins/jenkins", "vault": "hashicorp/vault", "consul": "hashicorp/consul",
    "swarm": "", "sl": "", "mono": "", "rails": "ruby", "django": "python", "iojs": "node", "celery": "python", "notary": "",
    "express-gateway": "", "thrift": "", "plone": "plone/plone-backend", "fsharp": "", "piwik": "matomo", "owncloud": "owncloud/server",
    "opensuse": "opensuse/leap", "sentry": "", "ubuntu-debootstrap": "ubuntu", "ubuntu-upstart": "ubuntu", "nuxeo": "", "kaazing-gateway": "",
    "clefos": "", "clearlinux": "", "jobber": "", "known": "", "docker-dev": "", "scratch-debian": "", "euleros": "", "crux": "", "sourcemage": "",
}  # fmt: skip
# Repositories that nothing new is put into, and who goes on (their owners' announcements, 2026-11); `*` is the last name.
_FROZEN = {
    "k8s.gcr.io": "registry.k8s.io/*", "gcr.io/google_containers": "registry.k8s.io/*", "gcr.io/google-containers": "registry.k8s.io/*",
    "circleci": "cimg/*", "bitnamilegacy": "", "microsoft/dotnet": "mcr.microsoft.com/dotnet/sdk", "microsoft/aspnetcore": "mcr.microsoft.com/dotnet/aspnet",
    "mcr.microsoft.com/dotnet/core": "mcr.microsoft.com/dotnet/*", "docker.bintray.io": "",
}  # fmt: skip
_UBI = re.compile(r"(?:registry\.access\.redhat\.com|registry\.redhat\.io|redhat)/ubi(?P<release>\d+)(?:[-/].*)?")
_EARLY = re.compile(r"(?:^|-)(?:ea|rc)(?:-|$)|-ea\b")
_NODESOURCE = re.compile(r"deb\.nodesource\.com/(?:setup_|node_)(?P<major>\d+)\.x")


class EndedSystem(NamedTuple):
    """The system that a tag names, past its end, and the tag of the same version on one that is supported."""

    system: str  # `Debian 10`
    ended: Ended
    tag: str | None


class GivenUp(NamedTuple):
    """An official image that is made no more; `instead` is the reference that serves, None where none is known."""

    instead: str | None


def _distroless(reference: ImageReference) -> tuple[str, str] | None:
    """What an image of Distroless is for, and its release of Debian: `nodejs22` and `12`."""
    name, sign, release = reference.name.rpartition("-debian")
    is_one = reference.familiar.startswith("gcr.io/distroless/") and sign and release.isdecimal()
    return (name, release) if is_one else None


def product(reference: ImageReference) -> tuple[str, str]:
    """The name and version that an image's end of life stands under: of ubi, Distroless and Amazon Linux not those of its tag."""
    name, tag = reference.official_name or reference.familiar, reference.tag or ""
    if match := _UBI.fullmatch(reference.familiar):
        return "ubi", match["release"]
    if (distroless := _distroless(reference)) is not None and distroless[0].startswith("nodejs"):
        return "node", distroless[0].removeprefix("nodejs")
    if name == "amazonlinux" and (tag == "1" or tag.startswith(("1-", "1."))):
        return name, "2018.03"
    return name, tag


def frozen(reference: ImageReference) -> GivenUp | None:
    """Whether nothing new is put where an image stands, and the image that serves."""
    for place, instead in _FROZEN.items():
        if reference.familiar == place or reference.familiar.startswith(place + "/"):
            return GivenUp(instead.replace("*", reference.name) or None)
    return None


def ended_system(reference: ImageReference, today: dt.date) -> EndedSystem | None:
    """The system behind the version in a tag (`3.12-slim-buster`, `22-alpine3.15`), or in a name of Distroless, where it gets no more fixes."""
    tag = reference.tag or ""
    if (distroless := _distroless(reference)) is not None:
        ended = end_of_life("debian", distroless[1], today)
        return EndedSystem(f"Debian {distroless[1]}", ended, None) if ended is not None else None
    match = _SUFFIX.search(tag)
    if match is None:
        return None
    name = "debian" if match["debian"] else "alpine" if match["alpine"] else "ubuntu"
    release = match["debian"] or match["alpine"] or match["ubuntu"] or _UBUNTU[match["name"]]
    number = _NUMBERS.get(release, release)
    ended = end_of_life(name, number, today)
    if ended is None:
        return None
    return EndedSystem(f"{name.capitalize()} {number}", ended, _newer(reference, match, name, today))


def _newer(reference: ImageReference, match: re.Match[str], name: str, today: dt.date) -> str | None:
    image, tag = reference.official_name, reference.tag or ""
    if image is None:
        return None
    before, behind = tag[: match.start()], tag[match.end() :]
    if name == "debian":
        wanted = [f"{before}-{one}{behind}" for one in _DEBIAN if end_of_life("debian", _NUMBERS[one], today) is None]
    elif name == "alpine":
        wanted = [f"{before}-alpine{behind}"]
    else:
        wanted = [f"{before}-{one}{behind}" for one in ("jammy", "noble")]
    return next((one for one in wanted if one in tags(image)), None)


def given_up(reference: ImageReference) -> GivenUp | None:
    """Whether an official image is made no more, whatever its tag; early access builds of openjdk still are."""
    name, tag = reference.official_name, reference.tag or ""
    if name == "openjdk":
        if _EARLY.search(tag) or tag in tags("openjdk") or not tag:
            return None
        return GivenUp(temurin(tag))
    if name not in _GIVEN_UP:
        return None
    if name == "adoptopenjdk":
        return GivenUp(temurin(tag))
    return GivenUp(_GIVEN_UP[name] or None)


def temurin(tag: str) -> str | None:
    """The same Java by Eclipse Temurin: `8-jre-alpine`, `17-jdk`."""
    major = re.match(r"\d+", tag)
    if major is None:
        return None
    kind = "jre" if "jre" in tag else "jdk"
    wanted = f"{major[0]}-{kind}{'-alpine' if 'alpine' in tag else ''}"
    return (
        f"eclipse-temurin:{wanted}"
        if exact_tag("eclipse-temurin", wanted) or wanted in tags("eclipse-temurin")
        else None
    )


def fetched_node(text: str) -> list[tuple[int, int, str]]:
    """The versions of Node that a script has NodeSource's archive give: start, end and major version of each."""
    return [(match.start(), match.end(), match["major"]) for match in _NODESOURCE.finditer(text)]
