"""Imports lsprotocol's 554 classes without making their methods: each is finished when it is first used.

`lsprotocol.types` spends a third of a second in `attrs.define`, which writes and compiles methods for each class; a
session uses some twenty of them. While the module is imported, `attrs.define` only leaves a mark; the first call of the
class, or the first look at its attributes, runs the real one. Where lsprotocol is no longer made as this expects, the
plain import serves.
"""

from __future__ import annotations

import importlib
import sys
from threading import RLock
from typing import Any

_MODULE = "lsprotocol.types"
_lock = RLock()
_pending: set[type] = set()


def import_types() -> None:
    """Imports `lsprotocol.types` and its hooks, lazily; does nothing where they are imported already."""
    if _MODULE in sys.modules:
        return
    import attrs

    real = attrs.define
    attrs.define = _mark  # type: ignore[assignment]  # the one form of the call that lsprotocol uses
    try:
        importlib.import_module(_MODULE)
    finally:
        attrs.define = real
    if not _pending:
        return
    from lsprotocol import _hooks

    # It resolves the annotations of all classes, and so would finish all: `_finish` does it for each.
    if hasattr(_hooks, "_resolve_forward_references"):
        _hooks._resolve_forward_references = lambda: None  # noqa: SLF001  # no public way; the version is bounded


class _Attributes:
    """Stands for `__attrs_attrs__` until somebody reads it."""

    def __get__(self, _: object, owner: type) -> Any:
        _finish(owner)
        return owner.__attrs_attrs__  # type: ignore[attr-defined]  # attrs has put it there by now


def _init(self: Any, *arguments: Any, **named: Any) -> None:
    _finish(type(self))
    self.__init__(*arguments, **named)


def _mark(cls: type) -> type:
    cls.__attrs_attrs__ = _Attributes()  # type: ignore[attr-defined]  # as attrs does
    cls.__init__ = _init  # type: ignore[misc]  # the class is not finished yet
    _pending.add(cls)
    return cls


def _finish(cls: type) -> None:
    import attrs

    with _lock:
        for base in reversed(cls.__mro__):
            if base not in _pending:
                continue
            _pending.discard(base)
            del base.__attrs_attrs__, base.__init__  # type: ignore[attr-defined,misc]  # `_mark` has put them there
            attrs.define(base, slots=False)  # in place: the class is known to others already
            attrs.resolve_types(base, vars(sys.modules[_MODULE]), {})
