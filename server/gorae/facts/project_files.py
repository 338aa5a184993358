"""What the project's own files in the build context hold: JSON and TOML, read once a text."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gorae.source.toml import TomlError, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.context import BuildContext

_REMEMBERED = 16  # texts: several rules ask for the same few files at each keystroke


def json_of(context: BuildContext, file: str, limit: int | None = None) -> Mapping[str, Any] | None:
    """The object of a JSON file of the context; None where there is no such file, it holds something else, or more than
    `limit` bytes."""
    return _json(_text(context, file, limit))


def toml_of(context: BuildContext, file: str) -> Mapping[str, Any] | None:
    """The data of a TOML file of the context; None where there is no such file, or it is no TOML."""
    return _toml(_text(context, file, None))


def inner(value: object, *keys: str) -> Any:
    """What stands below these keys, one in another; None where there is none, or something between is no object."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(context: BuildContext, file: str, limit: int | None) -> str:
    return (context.read_text(file) if limit is None else context.read_text(file, limit)) or ""


@lru_cache(maxsize=_REMEMBERED)
def _json(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


@lru_cache(maxsize=_REMEMBERED)
def _toml(text: str) -> dict[str, Any] | None:
    try:
        return read_toml(text) if text else None
    except TomlError:
        return None
