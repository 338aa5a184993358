"""What ShellCheck said of scripts in earlier sessions: one that did not change is not looked at again.

By a digest of the script's text; of one ShellCheck. What cannot be read or written is as if it were not there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from gorae.lint.shellcheck import EXCLUDED
from gorae.programs.cache_folder import cache_folder, read_kept, write_kept

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# By the digest: code, level, message, start, end, replacements.
Rows = dict[bytes, tuple[tuple[Any, ...], ...]]

_FORM = 1  # how the rows are written
_MOST = 4_000  # scripts, some 200 bytes each


def digest_of(text: str) -> bytes:
    """What a script is known by."""
    import hashlib

    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def read(program: str | None) -> Rows:
    """What is kept of a ShellCheck's remarks; nothing where there is none."""
    path = _path()
    rows = read_kept(path, _head(program)) if path is not None and program is not None else None
    return dict(rows or ())


def keep(program: str | None, fresh: Mapping[bytes, tuple[tuple[Any, ...], ...]]) -> None:
    """Keeps remarks with those that are kept; the oldest ones give way."""
    path = _path()
    if path is None or program is None or not fresh:
        return
    rows = [*{**read(program), **fresh}.items()][-_MOST:]
    write_kept(path, _head(program), rows)


def _path() -> Path | None:
    folder = cache_folder()
    return folder / "shellcheck" if folder is not None else None


def _head(program: str) -> tuple[Any, ...]:
    """What all remarks of the file hold for."""
    try:
        facts = os.stat(program)
    except OSError:
        return ()
    return (_FORM, program, facts.st_size, facts.st_mtime_ns, tuple(sorted(EXCLUDED)))
