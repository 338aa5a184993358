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
_VARIANTS = {"armhf": "v7", "armel": "v6", "i386": ""}  # of those names, whatever is written behind them
_MOST_PARTS = 3


class Platform(NamedTuple):
    """A system, an architecture and its variant, by their usual names.

    The architecture is empty where it is that of the machine, the variant where it is the usual one (`v8` of arm64).
    """

    system: str
    architecture: str
    variant: str = ""


def parse_platform(text: str) -> Platform | None:
    """The platform; None where the Engine takes the text for none."""
    parts = text.split("/")
    first = _SYSTEM.fullmatch(parts[0])
    if "*" in text or first is None or len(parts) > _MOST_PARTS or not all(map(_PART.fullmatch, parts[1:])):
        return None
    system = "darwin" if first[1].lower() == "macos" else first[1].lower()
    if len(parts) > 1:
        return Platform(system, _architecture(parts[1]), _variant(parts[1], "".join(parts[2:])))
    if system in _SYSTEMS:
        return Platform(system, "")
    architecture = _architecture(parts[0])
    return Platform("linux", architecture, _variant(parts[0], "")) if architecture in _ARCHITECTURES else None


def _architecture(name: str) -> str:
    return _OTHER_NAMES.get(name.lower(), name.lower())


def _variant(name: str, written: str) -> str:
    """The variant as containerd's normalizeArch has it: `7` and nothing are `v7` of arm, `v8` is arm64's usual one."""
    if name.lower() in _VARIANTS:
        return _VARIANTS[name.lower()]
    variant, architecture = written.lower(), _architecture(name)
    if architecture == "arm":
        return "v7" if not variant else f"v{variant}" if variant in ("5", "6", "7", "8") else variant
    usual = {"amd64": ("v1",), "arm64": ("8", "v8", "v8.0")}.get(architecture, ())
    return "" if variant in usual else variant


def served_by(platform: Platform) -> tuple[Platform, ...]:
    """The platforms whose images a build takes for this one, the best first (containerd's platforms, Only).

    An older variant of arm serves a newer one, arm serves arm64, and 386 serves amd64.
    """
    system, architecture, variant = platform
    number = int(variant[1:]) if _NUMBERED.fullmatch(variant) else None
    older = [platform]
    if architecture in ("amd64", "arm") and number is not None:
        older += [Platform(system, architecture, f"v{one}") for one in range(number - 1, _OLDEST[architecture] - 1, -1)]
    if architecture == "amd64":
        return (*older, platform._replace(variant=""), Platform(system, "386"))
    if architecture == "arm64" and (not variant or (number or 0) > _ARM64):
        usual = Platform(system, "arm", f"v{_ARM64}")
        return (*older, platform._replace(variant=""), *served_by(usual))
    return tuple(older)


_NUMBERED = re.compile("v[0-9]")
_OLDEST = {"amd64": 2, "arm": 5}
_ARM64 = 8  # the version of arm that arm64 begins with
