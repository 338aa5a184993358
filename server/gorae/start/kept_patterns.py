"""Compiled regular expressions, kept by pattern and flags for the next run: compiling takes a tenth of a start.

`install` lets `re` itself ask here, also for the standard library's patterns and those that stand within functions. It is called
by the program, not by who imports Gorae as a library. What a text or a file brings is never kept.
"""

from __future__ import annotations

import atexit
import importlib
import re
import sys
from array import array
from functools import lru_cache
from typing import Any

from gorae.start import kept_file

FILE = kept_file.place_of("patterns")
# The engine's own flags, its code, the number of groups, their numbers by name, and their names by number.
_Row = tuple[int, bytes, int, dict[str, int], tuple[Any, ...]]

_BETWEEN = ("re", "re._compiler", "gorae.start.kept_patterns", "gorae.start.later_patterns")
_plain_compile = re.compile
_engine: Any = importlib.import_module("_sre")
_fresh: dict[tuple[str | bytes, int], _Row] = {}  # what this run compiled


def compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """The compiled pattern, as `re.compile` gives it."""
    made: re.Pattern[str] | None = _made(pattern, _row(pattern, flags) or _compile(pattern, flags))
    return _plain_compile(pattern, flags) if made is None else made


def install() -> None:
    """Lets `re` look here before it compiles."""
    try:
        compiler: Any = importlib.import_module("re._compiler")
    except ImportError:
        return  # Python 3.10
    plain = compiler.compile
    if plain.__module__ == __name__:
        return

    def compile_kept(pattern: Any, flags: int = 0) -> Any:
        """As `re._compiler.compile`."""
        made = None
        if isinstance(pattern, str | bytes) and not flags & re.DEBUG:
            row = _row(pattern, int(flags))
            made = _made(pattern, row or (_compile(pattern, int(flags)) if _is_in_code(pattern) else None))
        return plain(pattern, flags) if made is None else made

    compiler.compile = compile_kept


def _is_in_code(pattern: str | bytes) -> bool:
    """Whether who asks `re` has the pattern as a constant."""
    frame = sys._getframe(2)  # noqa: SLF001  # who asks
    while frame.f_back is not None and frame.f_globals.get("__name__") in _BETWEEN:
        frame = frame.f_back
    return any(type(one) is type(pattern) and one == pattern for one in frame.f_code.co_consts)


def _row(pattern: str | bytes, flags: int) -> _Row | None:
    return _kept().get((pattern, flags)) or _fresh.get((pattern, flags))


def _made(pattern: str | bytes, row: _Row | None) -> Any:
    """The pattern of a row; None without one, and where a file was damaged."""
    if row is None:
        return None
    written, code, groups, names, numbers = row
    try:
        return _engine.compile(pattern, written, array("I", code).tolist(), groups, names, numbers)
    except (RuntimeError, TypeError, ValueError):
        return None


def _compile(pattern: str | bytes, flags: int) -> _Row | None:
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


@lru_cache(maxsize=1)
def _kept() -> dict[tuple[str | bytes, int], _Row]:
    content = kept_file.read(FILE)
    return dict(content[1]) if isinstance(content, tuple) and content[0] == _form() else {}


def _form() -> tuple[int, int]:
    """How the engine's code is written."""
    return (_engine.MAGIC, array("I").itemsize)


def keep() -> None:
    """Writes down what this run compiled, for the next one."""
    if not _fresh or not kept_file.may_write():
        return
    if kept_file.write(FILE, (_form(), {**_kept(), **_fresh})):
        _kept.cache_clear()
        _fresh.clear()
