"""What a stage begins with: the base image's packages, programs and users, as far as they are known."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.image_alpine import BASE_SIZE
from gorae.facts.image_alpine import BASE_USERS as ALPINE_USERS
from gorae.images import FOREIGN_ARCHIVES, Contents, System, contents, own_programs, programs_by_name
from gorae.packages import base as minimal
from gorae.packages import disk_of, read, record, release_of, resolve
from gorae.source.packaged import folder_of
from gorae.start import kept_answers

if TYPE_CHECKING:
    from gorae.images import ImageReference
    from gorae.packages import Release
    from gorae.stages import Stage

# What a minimal Debian's /etc/passwd has (base-passwd).
_USERS = """
    root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats _apt nobody
"""
DEBIAN_USERS = frozenset(_USERS.split())


def _users_of(release: Release) -> frozenset[str]:
    # Ubuntu's images have a person's user with the number 1000 since 23.04.
    return DEBIAN_USERS | {"ubuntu"} if release.system == "ubuntu" and release.number > "23" else DEBIAN_USERS


# Of what packages say of themselves, what is there: slim images are without documentation, manuals and translations
# (measured: 127 MB of debian:13 against 79, and what later packages leave out).
_SLIM_BASE, _SLIM_MORE = 0.63, 0.92
_UBUNTU_BASE = 0.79  # its images leave them out, too: 78.2 MB of ubuntu:24.04 against 96.8
# What an image's own program weighs beside its packages, in MB: estimates, of the newest version.
_OWN_MB = {
    "debian": 0, "ubuntu": 0, "buildpack-deps": 0, "python": 40, "node": 150, "golang": 240, "ruby": 60, "rust": 620, "php": 45, "perl": 55,
    "openjdk": 310, "nginx": 9, "httpd": 12, "haproxy": 12, "memcached": 1,
    "dotnet-runtime-deps": 0, "dotnet-runtime": 73, "dotnet-aspnet": 98, "dotnet-sdk": 680, "bun": 95,
}  # fmt: skip


# Of distroless images one of these at most; none has what a health check calls.
_DISTROLESS_PROGRAMS = frozenset(
    ("node", "python", "python3", "java", "dotnet", "openssl", "nginx", "bun", "deno", "caddy", "erl")
)


class Base(NamedTuple):
    """What is known of a base image. `packages` are Debian's or Ubuntu's, or apk's."""

    system: System | None
    packages: frozenset[str] | None
    programs: frozenset[str] | None
    users: frozenset[str] | None
    is_slim: bool
    has_foreign_archive: bool
    arch: str
    size: int | None
    is_sure: bool = True


def base_of(stage: Stage) -> Base | None:
    """What the stage's base image holds; None where that is not known."""
    if stage.is_scratch:
        return Base(
            None, frozenset(), frozenset(), frozenset(), is_slim=False, has_foreign_archive=False, arch="amd64", size=0
        )
    reference = stage.reference
    if reference is None or (reference.digest and not reference.tag):
        return None
    if stage.os_family == "distroless" and "debug" not in (reference.tag or ""):
        users = frozenset(("root", "nobody", "nonroot"))  # of Google's own
        return Base(
            None, frozenset(), _DISTROLESS_PROGRAMS, users if reference.domain == "gcr.io" else None, is_slim=False, has_foreign_archive=False, arch="amd64", size=None
        )  # fmt: skip
    return _base(reference, _arch(stage))


def base_image(reference: ImageReference) -> Base | None:
    """What the image of a reference holds for amd64; None where that is not known."""
    return None if reference.digest and not reference.tag else _base(reference, "amd64")


def _contents_of(stage: Stage) -> Contents | None:
    reference = stage.root.reference
    return None if reference is None or (reference.digest and not reference.tag) else contents(reference)


def may_bring(stage: Stage, path: str) -> bool:
    """Whether the base image may have a file at a path outside of the system's folders; True where it is not known.

    An official image's own files stand where its WORKDIR, its variables, PATH, ENTRYPOINT and CMD say.
    """
    if stage.root.is_scratch:
        return False
    found = _contents_of(stage)
    if found is None or not found.is_sure:
        return True
    if found.entrypoint and "entrypoint" in posixpath.basename(path):
        return True
    named = [found.workdir, *found.entrypoint, *found.cmd]
    named += [part for value in found.environment.values() for part in value.split(":")]
    folders = {one.rstrip("/") for one in named if one.startswith("/")} - {""}
    return any(path == one or path.startswith(one + "/") for one in folders)


def made_of(stage: Stage, name: str) -> bool:
    """Whether the base image is an official image, or one made of it."""
    found = _contents_of(stage)
    return found is not None and name in (found.name, *found.bases)


def hands_on(stage: Stage) -> bool:
    """Whether the base image starts the command that it is given: it has no ENTRYPOINT, or a start script.

    Official images' start scripts end with `exec "$@"` (docker-library/official-images, README, "Consistency").
    """
    if stage.root.is_scratch:
        return True
    found = _contents_of(stage)
    return found is not None and (not found.entrypoint or "entrypoint" in posixpath.basename(found.entrypoint[-1]))


def _arch(stage: Stage) -> str:
    flag = stage.from_instruction.instruction.flag("platform")
    reference = stage.reference
    platform = (flag.value or "") if flag is not None else ""
    of_path = reference is not None and reference.path.startswith("arm64v8/")
    return "arm64" if "arm64" in platform or of_path else "amd64"


@lru_cache(maxsize=64)
def _base(reference: ImageReference, arch: str) -> Base | None:
    found = contents(reference)
    if found is None or found.system is None:
        return _old_openjdk(reference, arch) if reference.official_name == "openjdk" else None
    programs = own_programs(found)
    foreign = not FOREIGN_ARCHIVES.isdisjoint((found.name, *found.bases))
    users = frozenset(found.users)
    release = release_of(found.system.release) if found.system.name in ("debian", "ubuntu") else None
    if release is not None and found.name != "r-base":
        packages, size = _kept_of_apt(release, found, arch)
        return Base(
            found.system, packages, programs, users=users | _users_of(release), is_slim=found.is_slim, has_foreign_archive=foreign, arch=arch,
            size=size, is_sure=found.is_sure,
        )  # fmt: skip
    if found.system.name == "alpine":
        asked = [name for row in found.steps if row[0] in ("+", "++") for name in row[1:]]
        gone = {name for row in found.steps if row[0] == "-" for name in row[1:]}
        return Base(
            found.system,
            frozenset(asked) - gone,
            programs,
            users=users | ALPINE_USERS,
            is_slim=False,
            has_foreign_archive=foreign,
            arch=arch,
            size=BASE_SIZE if found.name == "alpine" else None,
            is_sure=found.is_sure,
        )
    # Of other systems the packages are not known, only that they begin with little.
    return Base(
        found.system, None, programs, users=None, is_slim=found.is_slim, has_foreign_archive=foreign, arch=arch, size=None
    )  # fmt: skip


# From 16 on the plain tags were made of Oracle Linux's slim image (docker-library/openjdk's Dockerfiles).
_OLD_OPENJDK = re.compile(r"(?:1[6-9]|2[0-5])[\d.]*(?:-(?:ea|rc)[\w.-]*?)?(?:-jdk)?(?:-oraclelinux[89])?")


def _old_openjdk(reference: ImageReference, arch: str) -> Base | None:
    if not _OLD_OPENJDK.fullmatch(reference.tag or ""):
        return None
    system = System("oraclelinux", "9" if (reference.tag or "").endswith("9") else "8")
    programs = programs_by_name("openjdk")
    return Base(system, None, programs, users=None, is_slim=True, has_foreign_archive=False, arch=arch, size=None)


def _size(release: Release, found: Contents, packages: frozenset[str], arch: str) -> int | None:
    own = [_OWN_MB.get(name) for name in (found.name, *found.bases)]
    least = tuple(minimal(release))
    more = tuple(packages.difference(least))
    if None in own:
        return None
    first, then = disk_of(release, least, arch), disk_of(release, more, arch)
    weights = (_SLIM_BASE, _SLIM_MORE) if found.is_slim else (1.0, 1.0)
    if release.system == "ubuntu":
        weights = (_UBUNTU_BASE, _SLIM_MORE)
    return int(first * weights[0] + then * weights[1]) + sum(amount or 0 for amount in own) * 1_000_000


def _kept_of_apt(release: Release, found: Contents, arch: str) -> tuple[frozenset[str], int | None]:
    """The packages of an image and their bytes; those that an earlier run worked out are read."""

    def work() -> tuple[frozenset[str], int | None]:
        packages = _by_apt(release, found, arch)
        return packages, _size(release, found, packages, arch)

    key = (release.letter, arch, found.steps, found.is_slim, found.name, found.bases)
    return kept_answers.answer(key, _asked_files, work)


def _asked_files() -> list[Path]:
    """The code and the data that an image's packages are worked out of."""
    folder = folder_of("gorae.packages")
    return [Path(__file__), *folder.glob("*.py"), *folder.joinpath("data").iterdir()]


def _by_apt(release: Release, found: Contents, arch: str) -> frozenset[str]:
    there = frozenset(minimal(release))
    for sign, *names in found.steps:
        if sign == "-":
            there -= set(names)
            continue
        wanted = [
            one for name in names for one in (_linked(release, name) if sign == "~" else _asked(release, name, arch))
        ]
        there |= set(resolve(release, tuple(wanted), there, recommends=sign == "++", arch=arch).new)
    return there


def _asked(release: Release, word: str, arch: str) -> tuple[str, ...]:
    found = read(release, word, arch)
    return found.packages if found.kind == "found" and not found.removes else ()


# Packages of headers whose libraries nothing in the images is linked with: Tk's, GLib's, the compiler's own.
_NOT_LINKED = frozenset(("tk-dev", "libglib2.0-dev", "libc6-dev", "libgdbm-compat-dev"))


def _linked(release: Release, name: str) -> list[str]:
    """The libraries that a program built with a `-dev` package is linked with."""
    known = record(release, name)
    if known is None or not name.endswith("-dev") or not name.startswith(("lib", "zlib")) or name in _NOT_LINKED:
        return []
    return [
        group
        for group in known.depends.split()
        if group.startswith(("lib", "zlib"))
        and "|" not in group
        and not group.endswith(("-dev", ">", "-bin", "-perl", "-data"))
    ]
