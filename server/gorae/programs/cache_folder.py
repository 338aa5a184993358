"""Where what earlier runs found is kept, and how: the files of the user's cache folder."""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from pathlib import Path
from typing import Any

from gorae.start import kept_file

VARIABLE = "GORAE_CACHE_DIR"  # another folder; empty: nothing is kept
_SUM = 4  # bytes that a file begins with: the checksum of the rest
_MOST_BYTES = 200_000_000


def cache_folder() -> Path | None:
    """The folder; None where nothing is to be kept, or the user has none."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if os.path.isabs(given) else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "gorae" if os.path.isabs(base) else None


def read_kept(path: Path, head: tuple[Any, ...]) -> Any:
    """What `write_kept` wrote to a file of the folder; None where it is not whole, not the user's own, or has another head."""
    try:
        with path.open("rb") as file:
            is_own = not hasattr(os, "getuid") or os.fstat(file.fileno()).st_uid == os.getuid()
            data = file.read(_MOST_BYTES + 1) if is_own else b""
        if data[:_SUM] != _sum_of(data[_SUM:]):
            return None
        of, content = marshal.loads(data[_SUM:])  # noqa: S302  # the user's own file, by its checksum
    except (OSError, ValueError, TypeError, EOFError):
        return None
    return content if of == head else None


def write_kept(path: Path, head: tuple[Any, ...], content: Any) -> bool:
    """Writes what `marshal` can, and what it holds for (the head): all or nothing. Whether it is there now."""
    whole: Any = (head, content)
    body = marshal.dumps(whole)
    return len(body) <= _MOST_BYTES and kept_file.write_bytes(path, _sum_of(body) + body)


def _sum_of(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM, "big")
