"""Compiled regular expressions, kept beside the byte code as Python keeps modules: compiling takes a tenth of a start.

One file a version of Python in the package's `__pycache__`, by pattern and flags, written where Python would write byte code.
What cannot be read, or is another version's, is compiled anew.
"""

from __future__ import annotations

import atexit
import importlib
import marshal
import os
import re
import sys
from array import array
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "__pycache__" / f"patterns.{sys.implementation.cache_tag}"
# The engine's own flags, its code, the number of groups, their numbers by name, and their names by number.
_Row = tuple[int, bytes, int, dict[str, int], tuple[Any, ...]]

_plain_compile = re.compile
_engine: Any = importlib.import_module("_sre")
_fresh: dict[tuple[str, int], _Row] = {}  # what this run compiled


def compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """The compiled pattern, as `re.compile` gives it."""
    row = _kept().get((pattern, flags)) or _fresh.get((pattern, flags)) or _compile(pattern, flags)
    if row is not None:
        written, code, groups, names, numbers = row
        try:
            made: re.Pattern[str] = _engine.compile(pattern, written, array("I", code).tolist(), groups, names, numbers)
        except (RuntimeError, TypeError, ValueError):
            return _plain_compile(pattern, flags)  # a damaged file
        return made
    return _plain_compile(pattern, flags)


def _compile(pattern: str, flags: int) -> _Row | None:
    """What `re` makes of a pattern before it hands it to the engine (`re._compiler.compile`); None where that differs."""
    try:
        compiler: Any = importlib.import_module("re._compiler")
        parsed = importlib.import_module("re._parser").parse(pattern, flags)
        code = array("I", compiler._code(parsed, flags)).tobytes()  # noqa: SLF001
        names = dict(parsed.state.groupdict)
        numbers: list[str | None] = [None] * parsed.state.groups
    except (ImportError, AttributeError, TypeError):
        return None  # Python 3.10
    for name, number in names.items():
        numbers[number] = name
    if not _fresh:
        atexit.register(keep)
    row = _fresh[(pattern, flags)] = (flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(numbers))
    return row


def _head() -> tuple[object, ...]:
    """What a file of patterns is of."""
    return (sys.version, _engine.MAGIC, array("I").itemsize)


@lru_cache(maxsize=1)
def _kept() -> dict[tuple[str, int], _Row]:
    try:
        head, rows = marshal.loads(FILE.read_bytes())  # noqa: S302  # as trusted as the byte code beside it
    except (OSError, ValueError, TypeError, EOFError):
        return {}
    return dict(rows) if head == _head() else {}


def keep() -> None:
    """Writes down what this run compiled, for the next one."""
    if not _fresh or sys.dont_write_bytecode or sys.pycache_prefix is not None:
        return
    rows = {**_kept(), **_fresh}
    beside = FILE.with_name(f"{FILE.name}.{os.getpid()}")
    try:
        content: Any = (_head(), rows)
        beside.write_bytes(marshal.dumps(content))
        os.replace(beside, FILE)
    except OSError:
        beside.unlink(missing_ok=True)
        return
    _kept.cache_clear()
    _fresh.clear()
