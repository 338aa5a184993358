"""Which version of glibc an image has, and what programs of a toolchain need of it.

Versions: each distribution's own package of its C library (Debian's and Ubuntu's indices; Red Hat's, Amazon's and SUSE's release notes).
A program that is linked with glibc 2.34 or newer needs at least 2.34, where `__libc_start_main` and the threads' functions got
new versions; what Rust's standard library calls (`pidfd_spawnp`) makes it 2.39 where the builder has that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.images.elsewhere import contents

if TYPE_CHECKING:
    from gorae.images.reference import ImageReference

Version = tuple[int, int]

_RED_HAT: dict[str, Version] = {"7": (2, 17), "8": (2, 28), "9": (2, 34), "10": (2, 39)}
_GLIBC: dict[str, dict[str, Version]] = {
    "debian": {"9": (2, 24), "10": (2, 28), "11": (2, 31), "12": (2, 36), "13": (2, 41)},
    "ubuntu": {
        "18.04": (2, 27), "20.04": (2, 31), "22.04": (2, 35), "23.04": (2, 37), "23.10": (2, 38), "24.04": (2, 39), "24.10": (2, 40),
        "25.04": (2, 41), "25.10": (2, 42),
    },
    "centos": {"7": (2, 17), "8": (2, 28)}, "amazonlinux": {"2": (2, 26), "2023": (2, 34)},
    "rockylinux": _RED_HAT, "almalinux": _RED_HAT, "oraclelinux": _RED_HAT, "ubi": _RED_HAT,
}  # fmt: skip
_DISTROLESS = re.compile(r"gcr\.io/distroless/(?!static)[\w.-]+-debian(\d+)")
_AT_START: Version = (2, 34)
_OF_RUST: Version = (2, 39)


def glibc_of(reference: ImageReference) -> Version | None:
    """The version of glibc in an image; None where it has none, or that is not known."""
    match = _DISTROLESS.fullmatch(reference.familiar)
    if match is not None:
        return _GLIBC["debian"].get(match[1])
    known = contents(reference)
    if known is None or known.system is None:
        return None
    rows = _GLIBC.get(known.system.name, {})
    release = known.system.release
    return rows.get(release) or rows.get(release.partition(".")[0])


def needed_glibc(kind: str, builder: Version) -> Version | None:
    """The least glibc for a program of a toolchain (`rust`, `go` with cgo) that was linked with a version; None: not known."""
    if kind == "rust" and builder >= _OF_RUST:
        return _OF_RUST
    return _AT_START if builder >= _AT_START else None
