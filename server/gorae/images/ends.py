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
    "clefos": "", "jobber": "", "known": "", "docker-dev": "", "scratch-debian": "", "euleros": "", "crux": "", "sourcemage": "",
}  # fmt: skip
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


def ended_system(reference: ImageReference, today: dt.date) -> EndedSystem | None:
    """The system behind the version in a tag (`3.12-slim-buster`, `22-alpine3.15`) where it gets no more fixes."""
    tag = reference.tag or ""
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
