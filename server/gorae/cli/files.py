"""Which files a command is about, and their texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.dockerfiles import dockerfiles_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"
MOST_BYTES = 5_000_000


class Unreadable(NamedTuple):
    """A file that cannot be checked: the key and facts of the sentence that says why."""

    key: str
    facts: dict[str, object]


def expand(paths: Iterable[str]) -> Iterator[str | Unreadable]:
    """Files as given; for folders, the Dockerfiles below that git does not ignore. No path: the current folder."""
    for path in list(paths) or ["."]:
        if path == STANDARD_INPUT:
            yield path
            continue
        here = Path(path)
        if here.is_dir():
            found = dockerfiles_below(here)
            yield from found
            if not found:
                yield Unreadable("nothing", {"path": path})
        elif here.exists():
            yield path
        else:
            yield Unreadable("missing", {"path": path})


def read(path: str) -> str | Unreadable:
    """A file's text, its line ends and byte order mark kept."""
    try:
        size = Path(path).stat().st_size
        if size > MOST_BYTES:
            return Unreadable("too-large", {"path": path, "bytes": size, "limit": MOST_BYTES})
        return decode(path, Path(path).read_bytes())
    except OSError as error:
        return Unreadable("unreadable", {"path": path, "reason": error.strerror or str(error)})


def decode(path: str, content: bytes) -> str | Unreadable:
    """Bytes as UTF-8 text."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Unreadable("undecodable", {"path": path, "offset": error.start})
