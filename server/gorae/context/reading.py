"""Reading of files that somebody else wrote: regular files alone, within a limit, never one that blocks."""

from __future__ import annotations

import os
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from gorae.context import recorded

if TYPE_CHECKING:
    from pathlib import Path


class NotRegularError(OSError):
    """What is there is a FIFO, a device or a socket: reading it may block, or never end."""


class TooLargeError(OSError):
    """A file of more bytes than are read; `size` is how many it has, `limit` how many it may have."""

    def __init__(self, path: str, size: int, limit: int) -> None:
        super().__init__(f"{path}: {size} bytes, at most {limit} are read")
        self.size = size
        self.limit = limit


def read_regular(path: str | Path, limit: int, *, whole: bool = True) -> bytes:
    """The bytes of a regular file, links followed.

    Of a larger file than `limit` bytes the beginning, or TooLargeError where the `whole` is wanted. Raises
    NotRegularError for what is no file, IsADirectoryError for a folder, another OSError for what cannot be read.
    """
    try:
        content = _read(path, limit, whole=whole)
    except OSError as error:
        recorded.read(path, limit if whole else -limit, error)
        raise
    recorded.read(path, limit if whole else -limit, content)
    return content


def _read(path: str | Path, limit: int, *, whole: bool) -> bytes:
    # Opened without waiting and asked afterwards: between a question and an opening the file may become another.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(file.fileno())
        if S_ISDIR(facts.st_mode):
            raise IsADirectoryError(f"{path}: is a folder")
        if not S_ISREG(facts.st_mode):
            raise NotRegularError(f"{path}: not a regular file")
        content = file.read(limit + 1)
    if len(content) > limit:
        if whole:
            raise TooLargeError(str(path), max(facts.st_size, len(content)), limit)
        return content[:limit]
    return content


def read_small(path: str | Path, limit: int) -> str | None:
    """The text of a regular file of at most `limit` bytes; None where it cannot be read, is larger or not UTF-8."""
    try:
        return read_regular(path, limit).decode("utf-8").replace("\r\n", "\n")
    except (OSError, ValueError):
        return None
