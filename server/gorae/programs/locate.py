"""Where a program is: on PATH, or in a package that is installed beside Gorae. Never a path that a workspace gives."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def find_program(name: str, package: str) -> str | None:
    """The path of a program; None where it is not there.

    Folders of PATH that are not absolute mean another place in each workspace, and are left out.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    folders = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(folder)]
    for folder in (*folders, os.path.dirname(sys.executable)):
        path = os.path.join(folder, name + suffix)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return _in_package(name + suffix, package)


def _in_package(name: str, package: str) -> str | None:
    from importlib import metadata

    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        path = Path(str(file.locate()))
        if file.name == name and path.is_file() and os.access(path, os.X_OK):
            return str(path.resolve())
    return None
