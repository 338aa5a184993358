"""What the standard library compiles for each class that it makes, kept for the next run.

`dataclasses` writes a class's methods as text and executes it, `collections.namedtuple` evaluates one, `typing` compiles each
annotation of a NamedTuple: a start makes two hundred such classes, and compiling is most of it. Here they get the same code
object for the same text. `install` is called by the program, not by who imports Gorae as a library.
"""

from __future__ import annotations

import atexit
import collections
import dataclasses
import marshal
import typing
from typing import TYPE_CHECKING, Any

from gorae.start import kept_file

if TYPE_CHECKING:
    from types import CodeType

FILE = kept_file.place_of("functions")
_TEXTS = "<string>"  # the name that all three give

_kept: dict[tuple[str, str], bytes] = {}
_fresh: dict[tuple[str, str], bytes] = {}
_compile = compile


def install() -> None:
    """Reads what is kept, and lets the three ask here."""
    if "exec" in vars(dataclasses):
        return
    rows = kept_file.read(FILE)
    if isinstance(rows, dict):
        _kept.update(rows)
    made: Any
    for made, name, function in (
        (dataclasses, "exec", _exec),
        (collections, "eval", _eval),
        (typing, "compile", _typing_compile),
    ):
        vars(made).setdefault(name, function)  # where the module looks before it asks the built-in ones


def code_of(text: str, mode: str) -> CodeType:
    """What `compile(text, "<string>", mode)` gives; raises as it does."""
    key = (mode, text)
    body = _kept.get(key) or _fresh.get(key)
    if body is not None:
        try:
            kept: CodeType = marshal.loads(body)  # noqa: S302  # as trusted as the byte code beside it
        except (ValueError, TypeError, EOFError):
            pass
        else:
            return kept
    code: CodeType = _compile(text, _TEXTS, mode, dont_inherit=True)
    if not _fresh:
        atexit.register(keep)
    _fresh[key] = marshal.dumps(code)
    return code


def _exec(source: Any, *scopes: Any) -> None:
    exec(code_of(source, "exec") if isinstance(source, str) else source, *scopes)  # noqa: S102  # as dataclasses would


def _eval(source: Any, *scopes: Any) -> Any:
    return eval(code_of(source, "eval") if isinstance(source, str) else source, *scopes)  # noqa: S307  # as namedtuple would


def _typing_compile(source: Any, filename: str, mode: str, **more: Any) -> Any:
    if isinstance(source, str) and filename == _TEXTS and mode == "eval" and not more:
        return code_of(source, mode)
    return _compile(source, filename, mode, **more)


def keep() -> None:
    """Writes down what this run compiled, for the next one."""
    if _fresh and kept_file.may_write() and kept_file.write(FILE, {**_kept, **_fresh}):
        _kept.update(_fresh)
        _fresh.clear()
