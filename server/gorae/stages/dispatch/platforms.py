"""Platforms as `--platform` names them (containerd's platforms, Parse): `OS`, `ARCHITECTURE`, `OS/ARCHITECTURE[/VARIANT]`."""

from __future__ import annotations

import re
from typing import NamedTuple

_SYSTEM = re.compile(r"([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?")
_PART = re.compile(r"[A-Za-z0-9_.-]+")
_SYSTEMS = frozenset((
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "windows", "zos",
))  # fmt: skip
_ARCHITECTURES = frozenset((
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle",
    "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64",
    "wasm",
))  # fmt: skip
_OTHER_NAMES = {
    "i386": "386", "x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "armhf": "arm", "armel": "arm",
}  # fmt: skip
_MOST_PARTS = 3


class Platform(NamedTuple):
    """A system and an architecture, by their usual names; the architecture is empty where it is that of the machine."""

    system: str
    architecture: str


def parse_platform(text: str) -> Platform | None:
    """The platform; None where the Engine takes the text for none."""
    parts = text.split("/")
    first = _SYSTEM.fullmatch(parts[0])
    if "*" in text or first is None or len(parts) > _MOST_PARTS or not all(map(_PART.fullmatch, parts[1:])):
        return None
    system = "darwin" if first[1].lower() == "macos" else first[1].lower()
    if len(parts) > 1:
        return Platform(system, _architecture(parts[1]))
    if system in _SYSTEMS:
        return Platform(system, "")
    architecture = _architecture(parts[0])
    return Platform("linux", architecture) if architecture in _ARCHITECTURES else None


def _architecture(name: str) -> str:
    return _OTHER_NAMES.get(name.lower(), name.lower())
