"""The options that a configuration file may set: what kind of value each takes, and what it is where nothing is set.

A rule declares its own (`options=(MAX_LINES,)`); the reader of configuration files, the schema, `--show-settings`, the
documentation and the merging of editor, file and command line know them from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gorae.config.severity import LEVELS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.config.reader import Reader
    from gorae.config.severity import Off, Severity

T = TypeVar("T")
LANGUAGES = ("ko", "en", "auto")
# hadolint's kinds of label values, from its README
LABEL_KINDS = ("text", "url", "semver", "hash", "rfc3339", "spdx", "email")
_NAMES = {"$ref": "#/definitions/names"}


@dataclass(frozen=True, eq=False)
class OptionKind(Generic[T]):
    """How values of an option are read, described in the JSON schema, and put together."""

    name: str
    read: Callable[..., T | None]  # reader, key, value; None where nothing of it can be used, which the reader notes
    schema: dict[str, Any]
    adds: bool = False  # the editor's or the command line's values are added to the file's, and do not replace them


@dataclass(frozen=True, eq=False)
class Option(Generic[T]):
    """One option: its key in configuration files. What it is for stands in `options.LANGUAGE.md`. Values are hashable."""

    key: str
    kind: OptionKind[T] = field(repr=False)
    default: T


def _strings(reader: Reader, key: str, value: object, *below: str) -> tuple[str, ...] | None:
    path = (key, *below)
    if not isinstance(value, list):
        span = reader.value(*path)
        listed = f"[{span.of(reader.text)}]" if isinstance(value, str) else ""
        reader.wrong_type('["…"]', *path, replacement=listed)
        return None
    for number, item in enumerate(value):
        if not isinstance(item, str):
            reader.wrong_type('["…"]', *path, number)
    return tuple(item for item in value if isinstance(item, str))


def _names(reader: Reader, key: str, value: object, *below: str) -> tuple[str, ...] | None:
    names = _strings(reader, key, value, *below)
    if isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str):
                reader.name(item, reader.value(key, *below, number))
    return names


def _severities(reader: Reader, key: str, value: object) -> tuple[tuple[str, Severity | Off], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ NAME = "warning" }', key)
        return None
    for name, level in value.items():
        reader.name(name, reader.key(key, name))
        if level not in LEVELS:
            reader.wrong_value(level, LEVELS, key, name)
    return tuple((name, level) for name, level in value.items() if level in LEVELS)


def _ignores(reader: Reader, key: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ "PATTERN" = ["NAME"] }', key)
        return None
    return tuple((pattern, _names(reader, key, names, pattern) or ()) for pattern, names in value.items())


def _language(reader: Reader, key: str, value: object) -> str | None:
    if value in LANGUAGES:
        return str(value)
    reader.wrong_value(value, LANGUAGES, key)
    return None


def _labels(reader: Reader, key: str, value: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ LABEL = "text" }', key)
        return None
    for name, kind in value.items():
        if kind not in LABEL_KINDS:
            reader.wrong_value(kind, LABEL_KINDS, key, name)
    return tuple((str(name), str(kind)) for name, kind in value.items() if kind in LABEL_KINDS)


def _boolean(reader: Reader, key: str, value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    meant = value.lower() if isinstance(value, str) and value.lower() in ("true", "false") else ""
    reader.wrong_type("true", key, replacement=meant)
    return None


def _count(reader: Reader, key: str, value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    reader.wrong_type("50", key)
    return None


def _mounts(reader: Reader, key: str, value: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ COMMAND = "id=…,target=…" }', key)
        return None
    for name, options in value.items():
        if not isinstance(options, str):
            reader.wrong_type('"id=…,target=…"', key, name)
    return tuple((name, options) for name, options in value.items() if isinstance(options, str))


def _threshold(reader: Reader, key: str, value: object) -> str | None:
    if value in SEVERITIES:
        return str(value)
    reader.wrong_value(value, SEVERITIES, key)
    return None


NAMES: OptionKind[tuple[str, ...]] = OptionKind("names", _names, _NAMES, adds=True)
RULE_LEVELS: OptionKind[tuple[tuple[str, Severity | Off], ...]] = OptionKind(
    "severities",
    _severities,
    {
        "type": "object",
        "propertyNames": {"$ref": "#/definitions/name"},
        "additionalProperties": {"enum": list(LEVELS)},
    },
    adds=True,
)
IGNORES: OptionKind[tuple[tuple[str, tuple[str, ...]], ...]] = OptionKind(
    "ignores", _ignores, {"type": "object", "additionalProperties": _NAMES}
)
LANGUAGE: OptionKind[str] = OptionKind("language", _language, {"enum": list(LANGUAGES)})
STRINGS: OptionKind[tuple[str, ...]] = OptionKind(
    "strings", _strings, {"type": "array", "items": {"type": "string"}}, adds=True
)
LABELS: OptionKind[tuple[tuple[str, str], ...]] = OptionKind(
    "labels", _labels, {"type": "object", "additionalProperties": {"enum": list(LABEL_KINDS)}}
)
BOOLEAN: OptionKind[bool] = OptionKind("boolean", _boolean, {"type": "boolean"})
THRESHOLD: OptionKind[str] = OptionKind("threshold", _threshold, {"enum": list(SEVERITIES)})
COUNT: OptionKind[int] = OptionKind("count", _count, {"type": "integer", "minimum": 1})
MOUNTS: OptionKind[tuple[tuple[str, str], ...]] = OptionKind(
    "mounts", _mounts, {"type": "object", "additionalProperties": {"type": "string"}}
)
