"""Answers of functions that ask packaged data alone, kept for the next run: what an image of Debian's holds takes a tenth of a start.

They hold for as long as the files that they were worked out of, code and data, have the size and time that they had. Only what
is asked for is read. `install` is called by the program, not by who imports Gorae as a library.
"""

from __future__ import annotations

import atexit
import marshal
import os
from typing import TYPE_CHECKING, Any, TypeVar

from gorae.start import kept_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FILE = kept_file.place_of("answers")
_MOST = 64  # answers that are kept; a folder's Dockerfiles have a few bases
Answer = TypeVar("Answer")


class _Run:
    """What this run knows."""

    def __init__(self) -> None:
        self.is_installed = False
        self.stamp: tuple[tuple[str, int, int], ...] = ()  # of the files that what is known was worked out of
        self.known: dict[bytes, bytes] = {}
        self.fresh: dict[bytes, bytes] = {}  # what it worked out itself


_run = _Run()


def install() -> None:
    """Lets `answer` look into the file."""
    _run.is_installed = True


def answer(key: Any, of: Callable[[], Iterable[Path]], work: Callable[[], Answer]) -> Answer:
    """What `work` gives for a key; both are of what `marshal` writes. `of` names the files that the answer hangs on."""
    if not _run.is_installed:
        return work()
    if not _run.stamp:
        _run.stamp = _stamp(of())
        _run.known.update(_rows())
    name = marshal.dumps(key)
    if name not in _run.known:
        if not _run.fresh:
            atexit.register(keep)
        made: Any = work()
        _run.known[name] = _run.fresh[name] = marshal.dumps(made)
    found: Answer = marshal.loads(_run.known[name])  # noqa: S302  # as trusted as the byte code beside it
    return found


def _stamp(files: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    return tuple(sorted((str(file), found.st_mtime_ns, found.st_size) for file in files for found in [os.stat(file)]))


def _rows() -> dict[bytes, bytes]:
    content = kept_file.read(FILE)
    return content[1] if isinstance(content, tuple) and content[0] == _run.stamp else {}


def keep() -> None:
    """Writes down what this run worked out, for the next one."""
    if not _run.fresh or not kept_file.may_write():
        return
    rows = {**_rows(), **_run.fresh}
    if kept_file.write(FILE, (_run.stamp, dict([*rows.items()][-_MOST:]))):
        _run.fresh.clear()
