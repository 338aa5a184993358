"""Modules of the standard library that are imported when they are first used.

Each is imported by something that a run needs for a rare case of its own (`dataclasses` asks `inspect` for a class without a
docstring), and together they take a tenth of a start. `install` is called by the program, not by who imports Gorae as a
library.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_LATER = ("difflib", "hashlib", "inspect", "ipaddress", "shutil", "tempfile")


class LaterModule(ModuleType):
    """Stands for a module: the first that is asked of it imports the module, and all else comes from there."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def install() -> None:
    """Leaves the modules for later that nothing has imported yet."""
    for name in _LATER:
        sys.modules.setdefault(name, LaterModule(name))
