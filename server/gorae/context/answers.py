"""What a question to the file system is answered now: see `gorae.context.recorded`."""

from __future__ import annotations

import os

from gorae.context.reading import read_regular
from gorae.context.recorded import error_of, facts_of, hash_of, row_of


def answer_now(kind: str, path: str, more: int = 0) -> int | str:
    """What a question is answered now."""
    try:
        if kind == "lstat":
            return facts_of(os.lstat(path))
        if kind == "stat":
            return facts_of(os.stat(path))
        if kind == "list":
            with os.scandir(path) as found:
                return hash_of(sorted(map(row_of, found)))
        if kind == "names":
            return hash_of(sorted(os.listdir(path)))
        if kind == "link":
            return os.readlink(path)
        if kind == "access":
            return int(os.access(path, more))
        return hash_of(read_regular(path, abs(more), whole=more >= 0))
    except (OSError, ValueError) as error:
        return error_of(error)
