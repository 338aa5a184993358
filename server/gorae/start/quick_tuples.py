"""Named tuples of Gorae's modules, made in one step.

`typing.NamedTuple` makes a class, gives it other bases, sets each of its attributes and reads each annotation: a sixth of what
the imports of a start take, and there are two hundred of these classes. Here the same class comes of one call of `type`.
`install` is called by the program, not by who imports Gorae as a library.
"""

from __future__ import annotations

import collections
import sys
import typing
from typing import TYPE_CHECKING, Any

from gorae.start import kept_functions

if TYPE_CHECKING:
    from collections.abc import Iterable

_getter: Any = vars(collections)["_tuplegetter"]


def install() -> None:
    """Lets `class A(NamedTuple)` in Gorae's modules come here."""
    meta: Any = getattr(typing, "NamedTupleMeta", None)
    base: Any = getattr(typing, "_NamedTuple", None)
    if meta is None or base is None or meta.__new__.__module__ == __name__:
        return
    plain = meta.__new__

    def new(cls: Any, name: str, bases: tuple[Any, ...], body: dict[str, Any], **more: Any) -> Any:
        is_plain = more or bases != (base,) or "__classcell__" in body or type(body.get("__annotations__")) is not dict
        if is_plain or not str(body.get("__module__")).startswith("gorae."):
            return plain(cls, name, bases, body, **more)
        return named_tuple(name, body)

    new.__module__ = __name__
    meta.__new__ = new


def named_tuple(name: str, body: dict[str, Any]) -> type:
    """The class of a body whose annotations are the fields; what has no default stands before what has one."""
    annotations = body["__annotations__"]
    fields = tuple(map(sys.intern, annotations))
    defaults = {field: body[field] for field in fields if field in body}
    if tuple(defaults) != fields[len(fields) - len(defaults) :]:
        raise TypeError(f"Non-default namedtuple field cannot follow default fields of {name}")
    made = {"__doc__": f"{name}({', '.join(fields)})", **_METHODS, **body}
    made.update(
        __slots__=(),
        __match_args__=fields,
        __new__=_new(name, fields, tuple(defaults.values())),
        __orig_bases__=(typing.NamedTuple,),
        _fields=fields,
        _field_defaults=defaults,
    )
    made["__new__"].__annotations__ = annotations
    for number, field in enumerate(fields):
        made[field] = _getter(number, f"Alias for field number {number}")
    return type(name, (tuple,), made)


def _new(name: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> Any:
    listed = "".join(f"{field}, " for field in fields)
    made = eval(  # noqa: S307  # as namedtuple does
        kept_functions.code_of(f"lambda _cls, {listed}: _new(_cls, ({listed}))", "eval"),
        {"_new": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{name}"},
    )
    made.__name__, made.__qualname__ = "__new__", f"{name}.__new__"
    made.__doc__ = f"Create new instance of {name}({', '.join(fields)})"
    made.__defaults__ = defaults or None
    return made


def _make(cls: Any, iterable: Iterable[Any]) -> Any:
    """Make a new object from a sequence or iterable."""
    made = tuple.__new__(cls, iterable)
    if len(made) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **changed: Any) -> Any:
    """Return a new object replacing specified fields with new values."""
    made = self._make(map(changed.pop, self._fields, self))
    if changed:
        raise TypeError(f"Got unexpected field names: {list(changed)!r}")
    return made


def _repr(self: Any) -> str:
    """Return a nicely formatted representation string."""
    rows = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
    return f"{type(self).__name__}({rows})"


def _as_dict(self: Any) -> dict[str, Any]:
    """Return a new dict which maps field names to their values."""
    return dict(zip(self._fields, self, strict=True))


def _new_arguments(self: Any) -> tuple[Any, ...]:
    """Return self as a plain tuple. Used by copy and pickle."""
    return tuple(self)


_METHODS = {
    "_make": classmethod(_make),
    "_replace": _replace,
    "__replace__": _replace,
    "__repr__": _repr,
    "_asdict": _as_dict,
    "__getnewargs__": _new_arguments,
}
