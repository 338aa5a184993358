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
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.lint.model import Severity
    from gorae.texts import Language

Kind = Literal["gorae", "pyproject", "hadolint"]

KEYS: dict[str, str] = {
    "select": "names", "extend-select": "names", "ignore": "names", "severity": "severities",
    "per-file-ignores": "ignores", "language": "language", "trusted-registries": "strings",
    "label-schema": "labels", "strict-labels": "boolean",
}  # fmt: skip
# hadolint's kinds of label values, from its README
LABEL_KINDS = ("text", "url", "semver", "hash", "rfc3339", "spdx", "email")
_HADOLINT_SEVERITIES: dict[str, Severity] = {
    "error": "error",
    "warning": "warning",
    "info": "information",
    "style": "hint",
}


class ConfigurationProblem(NamedTuple):
    """Something wrong in a configuration file; `kind` names the sentence."""

    kind: Literal["broken", "unknown-key", "unknown-rule", "wrong-type", "wrong-value"]
    span: Span
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says; None and () where it says nothing."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    language: Language | Literal["auto"] | None = None
    trusted_registries: tuple[str, ...] = ()
    label_schema: tuple[tuple[str, str], ...] = ()
    strict_labels: bool = False
    inline_ignores: bool = True
    failure_threshold: Severity | None = None

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The names that are ignored in the file of that path, which is relative to the configuration file."""
        name = path.rsplit("/", 1)[-1]
        return tuple(
            rule
            for pattern, rules in self.per_file_ignores
            if fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(name, pattern)
            for rule in rules
        )


def parse_configuration(text: str, kind: Kind) -> tuple[Configuration, list[ConfigurationProblem]]:
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
        return Configuration(), [
            ConfigurationProblem("broken", _broken_at(text, str(error)), (("reason", str(error)),))
        ]
    if kind == "pyproject":
        data = data.get("tool", {})
        data = data.get("gorae", {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        return Configuration(), []
    return _toml(data, text)


def _toml(data: Mapping[str, Any], text: str) -> tuple[Configuration, list[ConfigurationProblem]]:
    problems: list[ConfigurationProblem] = []
    values: dict[str, Any] = {}
    for key, value in data.items():
        kind = KEYS.get(key)
        if kind is None:
            close = difflib.get_close_matches(key, KEYS, n=1)
            facts = (("key", key), ("nearest", close[0] if close else ""))
            problems.append(ConfigurationProblem("unknown-key", _where(text, key), facts))
            continue
        read = _READERS[kind](key, value, text, problems)
        if read is not None:
            values[key.replace("-", "_")] = read
    return Configuration(**values), problems


def _wrong(key: str, wanted: str, text: str, problems: list[ConfigurationProblem]) -> None:
    problems.append(ConfigurationProblem("wrong-type", _where(text, key), (("key", key), ("wanted", wanted))))


def _strings(key: str, value: object, text: str, problems: list[ConfigurationProblem]) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    _wrong(key, '["…"]', text, problems)
    return None


def _names(key: str, value: object, text: str, problems: list[ConfigurationProblem]) -> tuple[str, ...] | None:
    names = _strings(key, value, text, problems)
    for name in names or ():
        _check_name(name, text, problems)
    return names


def _check_name(name: str, text: str, problems: list[ConfigurationProblem]) -> None:
    if not resolve(name) and not re.fullmatch(r"SC\d+", name, re.IGNORECASE):
        facts = (("name", name), ("nearest", nearest(name) or ""))
        problems.append(ConfigurationProblem("unknown-rule", _where(text, name), facts))


def _severities(
    key: str, value: object, text: str, problems: list[ConfigurationProblem]
) -> tuple[tuple[str, Severity], ...] | None:
    if not isinstance(value, dict):
        _wrong(key, '{ NAME = "warning" }', text, problems)
        return None
    rows = []
    for name, severity in value.items():
        _check_name(name, text, problems)
        if severity in SEVERITIES:
            rows.append((name, severity))
        else:
            facts = (("value", str(severity)), ("wanted", ", ".join(SEVERITIES)))
            problems.append(ConfigurationProblem("wrong-value", _where(text, str(severity), name), facts))
    return tuple(rows)


def _ignores(
    key: str, value: object, text: str, problems: list[ConfigurationProblem]
) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if not isinstance(value, dict):
        _wrong(key, '{ "PATTERN" = ["NAME"] }', text, problems)
        return None
    return tuple((pattern, _names(pattern, names, text, problems) or ()) for pattern, names in value.items())


def _language(key: str, value: object, text: str, problems: list[ConfigurationProblem]) -> str | None:
    if value in ("ko", "en", "auto"):
        return str(value)
    problems.append(
        ConfigurationProblem(
            "wrong-value", _where(text, str(value), key), (("value", str(value)), ("wanted", "ko, en, auto"))
        )
    )
    return None


def _labels(
    key: str, value: object, text: str, problems: list[ConfigurationProblem]
) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict):
        _wrong(key, '{ LABEL = "text" }', text, problems)
        return None
    for name, kind in value.items():
        if kind not in LABEL_KINDS:
            facts = (("value", str(kind)), ("wanted", ", ".join(LABEL_KINDS)))
            problems.append(ConfigurationProblem("wrong-value", _where(text, str(kind), name), facts))
    return tuple((str(name), str(kind)) for name, kind in value.items() if kind in LABEL_KINDS)


def _boolean(key: str, value: object, text: str, problems: list[ConfigurationProblem]) -> bool | None:
    if isinstance(value, bool):
        return value
    _wrong(key, "true, false", text, problems)
    return None


_READERS: dict[str, Any] = {
    "names": _names,
    "severities": _severities,
    "ignores": _ignores,
    "language": _language,
    "strings": _strings,
    "labels": _labels,
    "boolean": _boolean,
}


def _where(text: str, word: str, after: str = "") -> Span:
    """Where a word stands in the file, behind another one; the first line where it can't be told."""
    begin = max(text.find(after), 0) if after else 0
    at = text.find(word, begin) if word else -1
    if at < 0:
        return Span(0, text.find("\n") if "\n" in text else len(text))
    return Span(at, at + len(word))


def _broken_at(text: str, reason: str) -> Span:
    match = re.search(r"line (\d+), column (\d+)", reason)
    if match is None:
        return Span(max(len(text) - 1, 0), len(text))
    lines = text.split("\n")
    line = min(int(match[1]), len(lines)) - 1
    start = sum(len(one) + 1 for one in lines[:line])
    return Span(start, start + max(len(lines[line]), 1))


def _hadolint(text: str) -> tuple[Configuration, list[ConfigurationProblem]]:
    import yaml

    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # both are safe loaders
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        at = mark.index if mark else 0
        return Configuration(), [
            ConfigurationProblem("broken", Span(at, at), (("reason", str(getattr(error, "problem", error))),))
        ]
    if not isinstance(data, dict):
        return Configuration(), []
    severity: list[tuple[str, Severity]] = []
    overrides = data.get("override")
    for name, level in _HADOLINT_SEVERITIES.items():
        listed = overrides.get(name) if isinstance(overrides, dict) else None
        severity += [(str(rule), level) for rule in (listed if isinstance(listed, list) else [])]
    schema = data.get("label-schema")
    threshold = data.get("failure-threshold")
    return Configuration(
        ignore=_list(data, "ignored"),
        severity=tuple(severity),
        trusted_registries=_list(data, "trustedRegistries"),
        label_schema=tuple((str(k), str(v)) for k, v in schema.items()) if isinstance(schema, dict) else (),
        strict_labels=data.get("strict-labels") is True,
        inline_ignores=data.get("disable-ignore-pragma") is not True,
        failure_threshold=_HADOLINT_SEVERITIES.get(str(threshold)),
    ), []


def _list(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
