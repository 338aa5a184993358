"""Regular expressions that are compiled when they are first used.

Gorae's modules hold some four hundred; compiling all of them takes as long as all the rest of a start, and a run uses a
few dozen. `install` is called by the program, not by who imports Gorae as a library.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from gorae.start import kept_patterns

if TYPE_CHECKING:
    from types import FrameType

_METHODS = ("match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_VALUES = ("pattern", "flags", "groups", "groupindex")


class LaterPattern:
    """Stands for a `re.Pattern`: its first use compiles it, and from then on its methods are the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS and name not in _VALUES:
            raise AttributeError(name)
        compiled = kept_patterns.compiled(*self._source)
        for each in (*_METHODS, *_VALUES):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


_compile = re.compile


def install() -> None:
    """Makes `re.compile` leave the patterns that stand in Gorae's modules for later; what a text brings is compiled at once."""
    re.compile = _compile_later  # what comes back has the methods of a pattern


def _compile_later(pattern: Any, flags: int = 0) -> Any:
    is_ours = isinstance(pattern, str) and _is_import_of_ours(sys._getframe(1))  # noqa: SLF001  # who asks
    return LaterPattern(pattern, int(flags)) if is_ours else _compile(pattern, flags)


def _is_import_of_ours(frame: FrameType | None) -> bool:
    """Whether a module of ours is being imported there: it may ask within a comprehension or a function of its own."""
    names = frame.f_globals if frame is not None else {}
    if not names.get("__name__", "").startswith("gorae."):
        return False
    while frame is not None and frame.f_globals is names:
        if frame.f_code.co_name == "<module>":
            return True
        frame = frame.f_back
    return False
