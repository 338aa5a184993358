"""Where a run keeps what it compiled, for the next one: beside the byte code, as Python keeps that of modules.

One file a kind and version of Python. What cannot be read, or is another version's or another place's, is nothing; where
Python may write no byte code, nothing is written.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import os
import sys
from pathlib import Path
from typing import Any

from gorae.version import __version__


def place_of(kind: str) -> Path:
    """The file of a kind. `-X pycache_prefix` moves it as it moves byte code."""
    return Path(importlib.util.cache_from_source(str(Path(__file__).with_name(f"kept-{kind}.py")))).with_suffix(".kept")


def head() -> tuple[object, ...]:
    """What a file is of: it holds code as this Python writes it, with the paths of these sources, of this release.

    The release: a newer one that is unpacked with the same times may have a source of the same size.
    """
    return (__version__, sys.version, sys.byteorder, __file__)


def read(path: Path) -> Any:
    """What was kept; None where there is nothing of use."""
    try:
        of, content = marshal.loads(path.read_bytes())  # noqa: S302  # as trusted as the byte code beside it
    except (OSError, ValueError, TypeError, EOFError):
        return None
    return content if of == head() else None


def write(path: Path, content: Any) -> bool:
    """Writes what can be read; whether it is there now."""
    rows: Any = (head(), content)
    return write_bytes(path, marshal.dumps(rows))


def may_write() -> bool:
    """Whether Python writes byte code here."""
    return not sys.dont_write_bytecode


def write_bytes(path: Path, data: bytes) -> bool:
    """Writes all of a file or nothing; whether it is there now. Two that write at once leave the file of one of them."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        return False
    return True
