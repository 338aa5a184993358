"""The files that come with Gorae, beside its modules."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parent.parent


def folder_of(package: str) -> Path:
    """The folder of a package of Gorae's (`gorae.images`). Imports nothing, not even the package.

    `importlib.resources` can read from archives too; its import takes as long as checking a small file.
    """
    return _ROOT.joinpath(*package.split(".")[1:])
