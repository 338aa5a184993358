"""What images hold that are none of Docker's official ones: .NET, Bun, Deno, CUDA, Red Hat's; from their public Dockerfiles.

Microsoft: dotnet/dotnet-docker, `src/` (2026-08). Bun: oven-sh/bun, `dockerhub/` (2026-08). Deno: denoland/deno_docker. CUDA: its
Dockerfiles install `cuda-*` packages from NVIDIA's archive and purge curl again. Red Hat's Universal Base Images by their number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.images.contents import Contents, System, contents_of

if TYPE_CHECKING:
    from gorae.images.reference import ImageReference

_DOTNET = "mcr.microsoft.com/dotnet/"
_DOTNET_KINDS = frozenset(("sdk", "aspnet", "runtime", "runtime-deps"))
_DOTNET_TAG = re.compile(
    r"(?P<major>\d+)\.0(?:\.\d+)?(?:-preview(?:\.\d+)?|-rc(?:\.\d+)?)?(?:-(?P<system>[a-z]+[\d.]*(?:-slim)?))?(?:-(?:amd64|arm64v8|arm32v7))?"
)
_RELEASES = {
    "bullseye-slim": ("debian", "11"), "bookworm-slim": ("debian", "12"), "trixie-slim": ("debian", "13"), "bullseye": ("debian", "11"),
    "bookworm": ("debian", "12"), "focal": ("ubuntu", "20.04"), "jammy": ("ubuntu", "22.04"), "noble": ("ubuntu", "24.04"),
    "resolute": ("ubuntu", "26.04"),
}  # fmt: skip
_ICU = {"11": "libicu67", "12": "libicu72", "13": "libicu76", "20.04": "libicu66", "22.04": "libicu70", "24.04": "libicu74", "26.04": "libicu78"}  # fmt: skip
_FIRST_WITH_APP = 8  # .NET's first version whose images have the user
_UBUNTU_SINCE = 10  # its plain tags are Ubuntu's
_CUDA_TAG = re.compile(r"\d+\.\d+(?:\.\d+)?(?:-cudnn\d*)?-(?P<kind>base|runtime|devel)-ubuntu(?P<release>\d\d\.\d\d)")
# The same images as Docker's official ones, or those that took their place.
_REDHATS = {
    "rockylinux/rockylinux": "rockylinux", "almalinux/8-base": "almalinux", "almalinux/9-base": "almalinux", "quay.io/centos/centos": "centos",
    "quay.io/fedora/fedora": "fedora", "quay.io/rockylinux/rockylinux": "rockylinux", "quay.io/almalinuxorg/almalinux": "almalinux",
    "registry.fedoraproject.org/fedora": "fedora", "public.ecr.aws/amazonlinux/amazonlinux": "amazonlinux",
}  # fmt: skip
_UBI = re.compile(r"ubi(?P<major>\d+)(?:/|$)")


@lru_cache(maxsize=256)
def contents(reference: ImageReference) -> Contents | None:
    """What the image of a reference holds; None where that is not known: a digest alone may be any of its builds."""
    if reference.digest and not reference.tag:
        return None
    name = reference.official_name
    if name is not None:
        return contents_of(name, reference.tag or "latest") if name.replace("-", "").isalnum() else None
    familiar, tag = reference.familiar, reference.tag or "latest"
    if familiar.startswith(_DOTNET):
        return _dotnet(familiar.removeprefix(_DOTNET), tag)
    if familiar == "oven/bun":
        return _bun(tag)
    if familiar in ("nvidia/cuda", "nvcr.io/nvidia/cuda"):
        return _cuda(tag)
    if reference.domain in ("registry.access.redhat.com", "registry.redhat.io"):
        match = _UBI.match(reference.path)
        is_plain = reference.name in ("ubi", "ubi-minimal", "ubi8", "ubi9", "ubi10", "ubi8-minimal", "ubi9-minimal")
        is_slim = "minimal" in reference.name
        return _plain("ubi", System("ubi", match["major"]), is_slim=is_slim) if match is not None and is_plain else None
    if familiar in _REDHATS:
        version = re.match(r"(?:stream)?(\d+(?:\.\d+)?)", tag)
        return _plain(_REDHATS[familiar], System(_REDHATS[familiar], version[1] if version else ""))
    return None


def _plain(
    name: str, system: System, *, bases: tuple[str, ...] = (), steps: tuple[tuple[str, ...], ...] = (), users: tuple[str, ...] = (),
    environment: dict[str, str] | None = None, workdir: str = "", entrypoint: tuple[str, ...] = (), cmd: tuple[str, ...] = (),
    is_slim: bool = False, is_sure: bool = True,
) -> Contents:  # fmt: skip
    return Contents(
        name, bases, system, is_slim=is_slim, steps=steps, users=users, environment=environment or {}, user="", workdir=workdir,
        entrypoint=entrypoint, cmd=cmd, ports=(), is_jre=False, is_sure=is_sure,
    )  # fmt: skip


def _dotnet(kind: str, tag: str) -> Contents | None:
    match = _DOTNET_TAG.fullmatch(tag)
    if match is None or kind not in _DOTNET_KINDS:
        return None
    major, word = int(match["major"]), match["system"]
    users = ("app",) if major >= _FIRST_WITH_APP else ()
    name = f"dotnet-{kind}"
    if word is not None and word.startswith("alpine"):
        release = word.removeprefix("alpine") or "3.23"
        names = ["ca-certificates-bundle", "libgcc", "libssl3", "libstdc++", "zlib"]
        names += (
            ["curl", "git", "icu-data-full", "icu-libs", "libatomic", "tzdata", "ncurses-terminfo-base"]
            if kind == "sdk"
            else []
        )
        return _plain(name, System("alpine", release), bases=("alpine",), steps=(("+", *names),), users=users)
    if word is None:
        # Before .NET 8 they changed while a version was supported; by its end they were these.
        word = "noble" if major >= _UBUNTU_SINCE else "bookworm-slim" if major >= _FIRST_WITH_APP else "bullseye-slim"
    if word not in _RELEASES:
        return None
    system = System(*_RELEASES[word])
    names = ["ca-certificates", "libc6", "libgcc-s1", _ICU[system.release], "libstdc++6", "tzdata", "zlib1g"]
    if kind == "sdk":
        names += ["curl", "git", "libatomic1", "wget"] + (["procps"] if major < _FIRST_WITH_APP else [])
    return _plain(
        name, system, bases=(system.name,), steps=(("+", *names),), users=users, is_slim=system.name == "debian"
    )


def _bun(tag: str) -> Contents | None:
    version, _, variant = tag.partition("-")
    if version in ("slim", "alpine", "debian", "distroless"):
        version, variant = "latest", version
    if variant not in ("", "slim", "debian", "alpine") or not re.fullmatch(r"latest|canary|\d+(?:\.\d+)*", version):
        return None
    common = {"users": ("bun",), "workdir": "/home/bun/app", "entrypoint": ("/usr/local/bin/docker-entrypoint.sh",), "cmd": ("/usr/local/bin/bun",)}  # fmt: skip
    environment = {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bun-node-fallback-bin"
    }
    if variant == "alpine":
        return _plain("bun", System("alpine", "3.22"), bases=("alpine",), steps=(("+", "libgcc", "libstdc++"),), environment=environment, **common)  # type: ignore[arg-type]  # fmt: skip
    return _plain(
        "bun", System("debian", "13" if _is_newest_bun(version) else "11"), bases=("debian",), environment=environment,
        steps=(("+", "ca-certificates"),) if _is_newest_bun(version) else (), is_slim=variant == "slim", **common,  # type: ignore[arg-type]
    )  # fmt: skip


def _is_newest_bun(version: str) -> bool:
    """Whether it is a version whose images are based on trixie."""
    return version in ("latest", "canary", "1") or version.startswith("1.3")


def _cuda(tag: str) -> Contents | None:
    match = _CUDA_TAG.fullmatch(tag)
    if match is None:
        return None
    name = "cuda-devel" if match["kind"] == "devel" else "cuda"
    steps = [("+", "gnupg2", "ca-certificates")]
    if match["kind"] == "devel":
        steps.append(("+", "build-essential", "libtinfo5" if match["release"] < "24" else "libtinfo6"))
    return _plain(name, System("ubuntu", match["release"]), bases=("ubuntu",), steps=tuple(steps))
