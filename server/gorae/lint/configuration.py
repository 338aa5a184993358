"""Configuration files' texts: `gorae.toml`, `[tool.gorae]`, `.hadolint.yaml`. Wrong names and types are data."""

from __future__ import annotations

import difflib
import fnmatch
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gorae.lint.model import SEVERITIES
from gorae.lint.registry import nearest, resolve
from gorae.lint.toml_places import inside, places
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gorae.lint.model import Severity
    from gorae.lint.toml_places import Path
    from gorae.texts import Language

Kind = Literal["gorae", "pyproject", "hadolint"]
Off = Literal["off"]
ConfigIssueKind = Literal["broken", "unknown-key", "unknown-rule", "wrong-type", "wrong-value"]

KEYS: dict[str, str] = {
    "select": "names", "extend-select": "names", "ignore": "names", "severity": "severities",
    "per-file-ignores": "ignores", "language": "language", "trusted-registries": "strings",
    "exclude": "strings", "extend-exclude": "strings", "fail-on": "threshold",
    "label-schema": "labels", "strict-labels": "boolean", "max-lines": "count", "secret-mounts": "mounts",
}  # fmt: skip
_FIELDS = {"fail-on": "failure_threshold"}  # where the field has another name than the key
LEVELS: tuple[Severity | Off, ...] = (*SEVERITIES, "off")
SPOKEN = ("ko", "en", "auto")
_SHELLCHECK = re.compile(r"SC\d+", re.IGNORECASE)
# hadolint's kinds of label values, from its README
LABEL_KINDS = ("text", "url", "semver", "hash", "rfc3339", "spdx", "email")
_HADOLINT_SEVERITIES: dict[str, Severity] = {
    "error": "error",
    "warning": "warning",
    "info": "information",
    "style": "hint",
}


class ConfigIssue(NamedTuple):
    """Something wrong in a configuration file; `kind` names the sentence, `facts` fill its gaps."""

    kind: ConfigIssueKind
    span: Span
    facts: tuple[tuple[str, str], ...]
    replacement: str = ""  # what would be right in the span's place, where that is known


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says; None and () where it says nothing."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity | Off], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    language: Language | Literal["auto"] | None = None
    trusted_registries: tuple[str, ...] = ()
    label_schema: tuple[tuple[str, str], ...] = ()
    strict_labels: bool = False
    max_lines: int | None = None
    secret_mounts: tuple[tuple[str, str], ...] = ()  # a command, and what follows `--mount=type=secret,`
    exclude: tuple[str, ...] = ()  # lines of a .gitignore, from the configuration file's folder
    extend_exclude: tuple[str, ...] = ()
    inline_ignores: bool = True
    failure_threshold: Severity | Literal["never"] | None = None  # what makes the exit code 1; `never`: nothing does

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The names that are ignored in the file of that path, which is relative to the configuration file."""
        name = path.rsplit("/", 1)[-1]
        return tuple(
            rule
            for pattern, rules in self.per_file_ignores
            if fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(name, pattern)
            for rule in rules
        )


def parse_configuration(text: str, kind: Kind) -> tuple[Configuration, list[ConfigIssue]]:
    """A configuration file's text to what it says and what is wrong in it. Never raises."""
    if kind == "hadolint":
        return _hadolint(text)
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        data: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Configuration(), [ConfigIssue("broken", _broken_at(text, str(error)), (("reason", str(error)),))]
    prefix: Path = ()
    if kind == "pyproject":
        prefix = ("tool", "gorae")
        data = data.get("tool", {})
        data = data.get("gorae", {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        return Configuration(), []
    return _toml(data, text, prefix)


class _Reader(NamedTuple):
    """A configuration's text, where its keys stand, and what was found wrong so far."""

    text: str
    prefix: Path
    problems: list[ConfigIssue]

    def key(self, *path: str | int) -> Span:
        """Where a key stands; the first line where that is not known."""
        place = places(self.text).get((*self.prefix, *path))
        return place.key if place else Span(0, len(self.text.partition("\n")[0]))

    def value(self, *path: str | int) -> Span:
        """Where a value stands, with its quotes."""
        place = places(self.text).get((*self.prefix, *path))
        return place.value if place else self.key(*path)

    def tell(self, kind: ConfigIssueKind, span: Span, replacement: str = "", **facts: str) -> None:
        """Notes a problem at the span without its quotes."""
        bare = span if kind == "wrong-type" else inside(self.text, span)
        self.problems.append(ConfigIssue(kind, bare, tuple(facts.items()), replacement))

    def wrong_type(self, wanted: str, *path: str | int, replacement: str = "") -> None:
        """Notes that a value has another type than it should."""
        self.tell("wrong-type", self.value(*path), replacement, key=str(path[0]), wanted=wanted)

    def wrong_value(self, value: object, wanted: Sequence[str], *path: str | int) -> None:
        """Notes that a value is none of those that can be."""
        span = self.value(*path)
        if not isinstance(value, str):
            self.wrong_type(f'"{wanted[0]}"', *path)
            return
        close = difflib.get_close_matches(value.lower(), wanted, n=1, cutoff=0.4)
        near = {"nearest": close[0]} if close else {}
        self.tell("wrong-value", span, close[0] if close else "", value=value, wanted=", ".join(wanted), **near)

    def name(self, name: str, span: Span) -> None:
        """Notes a name that no rule, alias or group has."""
        if resolve(name) or _SHELLCHECK.fullmatch(name):
            return
        close = nearest(name)
        near = {"nearest": close} if close else {}
        self.tell("unknown-rule", span, close or "", name=name, **near)


def _toml(data: Mapping[str, Any], text: str, prefix: Path) -> tuple[Configuration, list[ConfigIssue]]:
    reader = _Reader(text, prefix, [])
    values: dict[str, Any] = {}
    for key, value in data.items():
        kind = KEYS.get(key)
        if kind is None:
            close = difflib.get_close_matches(key, KEYS, n=1)
            near = {"nearest": close[0]} if close else {}
            reader.tell("unknown-key", reader.key(key), close[0] if close else "", key=key, **near)
            continue
        read = _READERS[kind](reader, key, value)
        if read is not None:
            values[_FIELDS.get(key, key.replace("-", "_"))] = read
    reader.problems.sort(key=lambda problem: problem.span)
    return Configuration(**values), reader.problems


def _strings(reader: _Reader, key: str, value: object, *below: str) -> tuple[str, ...] | None:
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


def _names(reader: _Reader, key: str, value: object, *below: str) -> tuple[str, ...] | None:
    names = _strings(reader, key, value, *below)
    if isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str):
                reader.name(item, reader.value(key, *below, number))
    return names


def _severities(reader: _Reader, key: str, value: object) -> tuple[tuple[str, Severity | Off], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ NAME = "warning" }', key)
        return None
    for name, level in value.items():
        reader.name(name, reader.key(key, name))
        if level not in LEVELS:
            reader.wrong_value(level, LEVELS, key, name)
    return tuple((name, level) for name, level in value.items() if level in LEVELS)


def _ignores(reader: _Reader, key: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ "PATTERN" = ["NAME"] }', key)
        return None
    return tuple((pattern, _names(reader, key, names, pattern) or ()) for pattern, names in value.items())


def _language(reader: _Reader, key: str, value: object) -> str | None:
    if value in SPOKEN:
        return str(value)
    reader.wrong_value(value, SPOKEN, key)
    return None


def _labels(reader: _Reader, key: str, value: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ LABEL = "text" }', key)
        return None
    for name, kind in value.items():
        if kind not in LABEL_KINDS:
            reader.wrong_value(kind, LABEL_KINDS, key, name)
    return tuple((str(name), str(kind)) for name, kind in value.items() if kind in LABEL_KINDS)


def _boolean(reader: _Reader, key: str, value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    meant = value.lower() if isinstance(value, str) and value.lower() in ("true", "false") else ""
    reader.wrong_type("true", key, replacement=meant)
    return None


def _count(reader: _Reader, key: str, value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    reader.wrong_type("50", key)
    return None


def _mounts(reader: _Reader, key: str, value: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict):
        reader.wrong_type('{ COMMAND = "id=…,target=…" }', key)
        return None
    for name, options in value.items():
        if not isinstance(options, str):
            reader.wrong_type('"id=…,target=…"', key, name)
    return tuple((name, options) for name, options in value.items() if isinstance(options, str))


def _threshold(reader: _Reader, key: str, value: object) -> str | None:
    if value in SEVERITIES:
        return str(value)
    reader.wrong_value(value, SEVERITIES, key)
    return None


_READERS: dict[str, Any] = {
    "threshold": _threshold,
    "names": _names,
    "severities": _severities,
    "ignores": _ignores,
    "language": _language,
    "strings": _strings,
    "labels": _labels,
    "boolean": _boolean,
    "count": _count,
    "mounts": _mounts,
}


def _broken_at(text: str, reason: str) -> Span:
    match = re.search(r"line (\d+), column (\d+)", reason)
    if match is None:
        return Span(max(len(text) - 1, 0), len(text))
    lines = text.split("\n")
    line = min(int(match[1]), len(lines)) - 1
    start = sum(len(one) + 1 for one in lines[:line])
    return Span(start, start + max(len(lines[line]), 1))


def _hadolint(text: str) -> tuple[Configuration, list[ConfigIssue]]:
    import yaml

    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # both are safe loaders
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        at = mark.index if mark else 0
        return Configuration(), [
            ConfigIssue("broken", Span(at, at), (("reason", str(getattr(error, "problem", error))),))
        ]
    if not isinstance(data, dict):
        return Configuration(), []
    severity: list[tuple[str, Severity | Off]] = []
    overrides = data.get("override")
    for name, level in _HADOLINT_SEVERITIES.items():
        listed = overrides.get(name) if isinstance(overrides, dict) else None
        severity += [(str(rule), level) for rule in (listed if isinstance(listed, list) else [])]
    schema = data.get("label-schema")
    threshold = data.get("failure-threshold")
    return Configuration(
        ignore=_list(data, "ignored"),
        severity=tuple(severity),
        # A severity switches on what hadolint itself keeps off (DL1001, DL3057), and is for hadolint's verdict.
        extend_select=tuple(name for name, _ in severity if resolve(name)),
        trusted_registries=_list(data, "trustedRegistries"),
        label_schema=tuple((str(k), str(v or "text")) for k, v in schema.items()) if isinstance(schema, dict) else (),
        strict_labels=data.get("strict-labels") is True,
        inline_ignores=data.get("disable-ignore-pragma") is not True,
        failure_threshold="never" if data.get("no-fail") is True else _HADOLINT_SEVERITIES.get(str(threshold)),
    ), []


def _list(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key)
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
