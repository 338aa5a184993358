"""What official images hold: their system, what their own Dockerfiles install and take away, users, variables, what they start.

From the images' own repositories (`scripts/refresh_image_contents.py`), each image's builds in a file of its own, read when
somebody asks for that image.
"""

from __future__ import annotations

import json
import lzma
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.images.catalog import tags
from gorae.images.reference import parse_reference
from gorae.images.versions import exact_tag
from gorae.source.packaged import folder_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODENAMES = {
    "wheezy": "7", "jessie": "8", "stretch": "9", "buster": "10", "bullseye": "11", "bookworm": "12", "trixie": "13",
    "forky": "14",
}  # fmt: skip
# What Debian calls its releases by their turn, since trixie came out (2025-08-09).
_SUITES = {"oldoldstable": "11", "oldstable": "12", "stable": "13", "testing": "14", "unstable": "sid", "sid": "sid"}
_UBUNTU = {
    "trusty": "14.04", "xenial": "16.04", "bionic": "18.04", "focal": "20.04", "jammy": "22.04", "noble": "24.04",
    "zesty": "17.04", "artful": "17.10", "cosmic": "18.10", "disco": "19.04", "eoan": "19.10", "groovy": "20.10", "hirsute": "21.04", "impish": "21.10",
    "kinetic": "22.10", "lunar": "23.04", "mantic": "23.10", "oracular": "24.10", "plucky": "25.04", "questing": "25.10", "resolute": "26.04",
}  # fmt: skip
_CODENAME = re.compile(rf"(?:^|[/_-])({'|'.join(_CODENAMES)})(?:[/_-]|$)")
_UBUNTU_NAME = re.compile(rf"(?:^|[/_-])({'|'.join(_UBUNTU)})(?:[/_-]|$)")
_PINNED = re.compile(rf"{'|'.join((*_CODENAMES, *_UBUNTU))}|\d\.\d|^\d+$")
_VERSION = re.compile(r"\d+(?:\.\d+)*")
_LINE = re.compile(r"\d+\.\d+")
_SYSTEMS = ("oraclelinux", "amazonlinux", "rockylinux", "almalinux", "fedora", "photon", "busybox", "centos")
_ROOTS = ("debian", "alpine", "ubuntu", *_SYSTEMS)  # they begin with an archive
_UNDERSTOOD = frozenset(
    ("nginx", "openjdk")
)  # what their variables hold are packages of their own program alone, and versions of them
_MOST_BASES = 6


class System(NamedTuple):
    """An operating system: `debian`, `alpine`, `ubuntu` …, and its release (`13`, `3.24`, `24.04`)."""

    name: str
    release: str

    def __str__(self) -> str:
        """As people say it: `debian 13`."""
        return f"{self.name} {self.release}"

    def is_since(self, first: Mapping[str, tuple[int, ...]]) -> bool:
        """Whether it is at least the release that a table has for its system; False where that is not known."""
        since, number = first.get(self.name), re.match(r"\d+(?:\.\d+)?", self.release)
        return since is not None and number is not None and tuple(map(int, number[0].split("."))) >= since


class Contents(NamedTuple):
    """What an image holds, with all that it is built on.

    `steps` are the arguments of the package manager, the base's first: a sign and names. `+` installs without recommended
    packages, `++` with them, `-` takes away, `~` was there for a build, and what is linked of it stays.
    """

    name: str  # of the official image
    bases: tuple[str, ...]  # the official images below it, the nearest first
    system: System | None
    is_slim: bool  # of Debian: the base has no documentation
    steps: tuple[tuple[str, ...], ...]
    users: tuple[str, ...]
    environment: dict[str, str]
    user: str
    workdir: str
    entrypoint: tuple[str, ...]
    cmd: tuple[str, ...]
    ports: tuple[str, ...]
    is_jre: bool  # of Java: what compiles is not there
    is_sure: bool  # False: something more is installed that its Dockerfile's words do not tell


_LONGEST_NAME = 128


@lru_cache(maxsize=16)
def _builds(image: str) -> tuple[list[dict[str, Any]], dict[str, int]]:
    path = folder_of("gorae.images") / "data" / "contents" / f"{image}.json.xz"
    if len(image) > _LONGEST_NAME or not path.is_file():  # the file system takes no name that is longer
        return [], {}
    builds = json.loads(lzma.decompress(path.read_bytes()))["builds"]
    return builds, {tag: number for number, one in enumerate(builds) for tag in one["tags"]}


def tags_ever(image: str) -> frozenset[str]:
    """All tags that an official image was ever listed with, Windows' left out; none where that is not known."""
    return frozenset(_builds(image)[1])


def _build(image: str, tag: str) -> dict[str, Any] | None:
    """The build of a tag; of one that is newer than the packaged list (`3.13.99-slim`), of its line (`3.13-slim`)."""
    builds, numbers = _builds(image)
    match = _VERSION.match(tag)
    version, rest = (match[0], tag[match.end() :]) if match else ("", tag)
    while True:
        number = numbers.get(version + rest)
        if number is not None:
            return builds[number]
        if "." not in version:
            return None
        version = version.rpartition(".")[0]


def _is_as_then(tag: str, base: str, build: dict[str, Any]) -> bool:
    """Whether the base that is known of a build is that of a tag of it that is no longer made.

    One Dockerfile may have built version after version on what was new then: nginx's `stable/debian` stood on Debian 10 at
    1.20 and on 13 at 1.30. The base is the tag's where the folder names it, or the tag was listed with it: `1.28-trixie`.
    """
    folder = build.get("folder", "")
    if re.search(r"\d", folder) or _CODENAME.search(folder) or _UBUNTU_NAME.search(folder):
        return True
    if len({match[0] for one in build["tags"] if (match := _LINE.match(one))}) < 2:
        return True
    name = _CODENAME.search(base)
    return (f"{tag}-{name[1]}" if name else tag.replace("alpine", f"alpine{base}", 1)) in build["tags"]


@lru_cache(maxsize=256)
def contents_of(image: str, tag: str, depth: int = 0) -> Contents | None:
    """What an official image's tag holds; None where that is not known."""
    build = _build(image, tag)
    if build is None or depth > _MOST_BASES or ("from" not in build and image not in _ROOTS):
        return None
    system = _own_system(image, tag, build)
    base = (
        parse_reference(build.get("from", ""))
        if system is None or image not in ("debian", "alpine", "ubuntu")
        else None
    )
    below = None
    # A tag that is no longer built stands on what its base's tag meant then: known where that names the release.
    is_sure = tag in tags(image) or (
        base is not None and _PINNED.search(base.tag or "") is not None and _is_as_then(tag, base.tag or "", build)
    )
    if base is not None and not is_sure and system is None:
        return None
    if base is not None and base.official_name:
        below = contents_of(base.official_name, base.tag or "latest", depth + 1)
    steps = tuple(tuple(row) for row in build.get("steps", ()))
    users = tuple(build.get("users", ()))
    environment = dict(build.get("env", {}))
    name_is_slim = image == "debian" and "slim" in tag
    is_jre = re.search(r"(?:^|[/-])jre", f"{build.get('folder', '')}/{tag}") is not None
    if below is None:
        return Contents(
            image, (), system, is_slim=name_is_slim, steps=steps, users=users, environment=environment, user=build.get("user", ""), workdir=build.get("workdir", ""),
            entrypoint=tuple(build.get("entrypoint", ())), cmd=tuple(build.get("cmd", ())), ports=tuple(build.get("ports", ())), is_jre=is_jre, is_sure=image in _UNDERSTOOD or not build.get("unsure"),
        )  # fmt: skip
    return Contents(
        image,
        (below.name, *below.bases),
        system or below.system,
        is_slim=below.is_slim,
        steps=(*below.steps, *steps),
        users=(*below.users, *users),
        environment=below.environment | environment,
        user=build.get("user") or below.user,
        workdir=build.get("workdir") or below.workdir,
        entrypoint=tuple(build.get("entrypoint", below.entrypoint)),
        cmd=tuple(build.get("cmd", () if "entrypoint" in build else below.cmd)),
        ports=(*below.ports, *build.get("ports", ())),
        is_jre=is_jre or below.is_jre,
        is_sure=below.is_sure and (image in _UNDERSTOOD or not build.get("unsure")),
    )


def _own_system(image: str, tag: str, build: dict[str, Any]) -> System | None:
    """The system that the image's own name, tag and folder tell."""
    folder = build.get("folder", "")
    if image == "alpine":
        exact = tag if tag.startswith(("edge", "2")) or re.match(r"\d+\.\d+", tag) else exact_tag(image, tag)
        version = re.match(r"\d+\.\d+", exact or "")
        return System("alpine", version[0] if version else "edge")
    if image == "ubuntu":
        exact = exact_tag(image, tag) or tag
        version = re.match(r"\d\d\.\d\d", exact)
        found = version[0] if version else _UBUNTU.get(re.split(r"[-_]", exact)[0])
        return System("ubuntu", found) if found else None
    if image in _SYSTEMS:
        version = _VERSION.match(tag) or _VERSION.match(exact_tag(image, tag) or "")
        return System(image, version[0] if version else "")
    match = _CODENAME.search(f"{folder}/{tag}")
    if match is not None and not re.search(r"alpine|ubuntu", folder):
        return System("debian", _CODENAMES[match[1]])
    suite = _SUITES.get(tag.partition("-")[0])
    if suite is not None and image in ("debian", "buildpack-deps"):
        return System("debian", suite)
    match = _UBUNTU_NAME.search(f"{folder}/{tag}")
    return System("ubuntu", _UBUNTU[match[1]]) if match else None
