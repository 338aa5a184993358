"""Files beside and above a Dockerfile that say how it is built and checked, and cannot be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.config.discovery import HADOLINT_NAMES, NAMES, OWN_NAMES
from gorae.context.caller_names import BAKE, COMPOSE
from gorae.context.ignorefile import ignore_paths
from gorae.context.reading import read_regular
from gorae.context.roots import folders_above

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 1_000_000  # what the readers of these files take
_MOST_IGNORE_BYTES = 5_000_000


class UnreadableFile(NamedTuple):
    """A file that is there, and what reading it raises."""

    path: str
    error: OSError | UnicodeDecodeError
    limit: int  # how many bytes would be read


def unreadable_around(dockerfile: Path, root: Path | None) -> list[UnreadableFile]:
    """The configuration, compose, bake and ignore files that concern a Dockerfile and cannot be read.

    `root` is its build context, None where there is none; where that folder itself cannot be listed it is among them.
    """
    unlisted = _error_of_listing(root) if root is not None else None
    candidates = _candidates(Path(os.path.abspath(dockerfile)), root if unlisted is None else None)
    found = [
        UnreadableFile(path, error, limit)
        for path, limit in candidates
        if (error := _error_of_reading(path, limit)) is not None
    ]
    if unlisted is not None:
        found.append(UnreadableFile(str(root), unlisted, 0))
    return found


def _error_of_listing(folder: Path) -> OSError | None:
    try:
        with os.scandir(folder):
            return None
    except OSError as error:
        return error


def _error_of_reading(path: str, limit: int) -> OSError | UnicodeDecodeError | None:
    try:
        content = read_regular(path, limit)
        if limit == MOST_BYTES:  # patterns of an ignore file are bytes, as names on the disk are
            content.decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except IsADirectoryError as error:
        # A folder called so may be anything; one with Gorae's own name is a mistake.
        return error if os.path.basename(path) in OWN_NAMES else None
    except (OSError, UnicodeDecodeError) as error:
        return error
    return None


def files_around(dockerfile: Path) -> list[str]:
    """The paths of those files, whether they are there or not; the ignore file's is the one beside the Dockerfile."""
    path = Path(os.path.abspath(dockerfile))
    return [name for name, _ in _candidates(path, path.parent)]


def _candidates(dockerfile: Path, root: Path | None) -> Iterator[tuple[str, int]]:
    for folder in dockerfile.parents:
        for name in (*NAMES, *HADOLINT_NAMES):
            yield str(folder / name), MOST_BYTES
    for folder in folders_above(dockerfile):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in sorted(names):
            if COMPOSE.fullmatch(name) or BAKE.fullmatch(name):
                yield str(folder / name), MOST_BYTES
    for path in ignore_paths(root or dockerfile.parent, dockerfile):
        if root is not None or path.name.startswith(dockerfile.name):
            yield str(path), _MOST_IGNORE_BYTES
