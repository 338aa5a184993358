r"""Paths as the Engine joins and judges them, for Linux and for Windows (BuildKit, util/system/path.go).

On Windows a backslash parts folders as a slash does, and the only drive is `C:`, which goes from the path.
"""

from __future__ import annotations

import posixpath
from typing import Literal

System = Literal["linux", "windows"]


def without_drive(path: str, system: str) -> tuple[str, str | None]:
    """The path without `C:`, and why it is refused: `drive-only`, `share`, `drive-other`, or None."""
    if system != "windows":
        return path, None
    if len(path) == 2 and path[1] == ":":
        return path, "drive-only"
    slashed = path.replace("\\", "/")
    if slashed.startswith("//"):
        return path, "share"
    drive, colon, rest = slashed.partition(":")
    if not colon:
        return clean(slashed), None
    if drive.lower() != "c":
        return path, "drive-other"
    return clean(rest), None


def is_absolute(path: str, system: str) -> bool:
    """Whether WORKDIR and COPY take it for a path from the root."""
    bare, refused = without_drive(path, system)
    return refused is None and bare.startswith("/")


def clean(path: str) -> str:
    """Go's `path.Clean`."""
    return posixpath.normpath("/" + path.lstrip("/")) if path.startswith("/") else posixpath.normpath(path or ".")


def joined(folder: str | None, path: str, system: str) -> str | None:
    """The folder that WORKDIR leads to from another one; None where that one is not known and counts."""
    bare, refused = without_drive(path, system)
    if refused is not None:
        return None
    if system == "windows":
        bare = bare.replace("\\", "/")
    if bare.startswith("/"):
        return bare
    if folder is None:
        return None
    return clean(posixpath.join("/", folder, bare)) if bare else folder or "/"
