"""Configuration files' texts: `gorae.toml`, `[tool.gorae]`, `.hadolint.yaml`. Wrong names and types are data."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from gorae.config.configuration import Configuration
from gorae.config.option import BOOLEAN, IGNORES, LANGUAGE, NAMES, RULE_LEVELS, STRINGS, THRESHOLD, Option
from gorae.config.reader import ConfigIssue, Reader
from gorae.source import Span
from gorae.source.toml import TomlError, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.config.vocabulary import Vocabulary
    from gorae.source.toml import Path

Kind = Literal["gorae", "pyproject", "hadolint"]

# The keys that are no option of a rule; each is the field of its name in `Configuration`.
KEYS: tuple[Option[Any], ...] = (
    Option("select", NAMES, None),
    Option("extend-select", NAMES, ()),
    Option("ignore", NAMES, ()),
    Option("severity", RULE_LEVELS, ()),
    Option("per-file-ignores", IGNORES, ()),
    Option("language", LANGUAGE, None),
    Option("exclude", STRINGS, ()),
    Option("extend-exclude", STRINGS, ()),
    Option("development-files", STRINGS, None),
    Option("fail-on", THRESHOLD, None),
    Option("require-reason", BOOLEAN, False),
)  # fmt: skip
_FIELDS = {"fail-on": "failure_threshold"}  # where the field has another name than the key


def parse_configuration(text: str, kind: Kind, vocabulary: Vocabulary) -> tuple[Configuration, list[ConfigIssue]]:
    """A configuration file's text to what it says and what is wrong in it. Never raises.

    `vocabulary` has the names that it may hold (`gorae.lint.registry.vocabulary`).
    """
    if kind == "hadolint":
        from gorae.config.hadolint_yaml import parse_hadolint_yaml

        return parse_hadolint_yaml(text, vocabulary)
    try:
        data: Any = read_toml(text)
    except TomlError as error:
        return Configuration(), [ConfigIssue("broken", _broken_at(text, str(error)), (("reason", str(error)),))]
    prefix: Path = ()
    if kind == "pyproject":
        prefix = ("tool", "gorae")
        data = data.get("tool", {})
        data = data.get("gorae", {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        return Configuration(), []
    return _from_toml(data, Reader(text, prefix, vocabulary.is_known, vocabulary.nearest, []), vocabulary)


def mends(text: str, kind: Kind, vocabulary: Vocabulary, issue: ConfigIssue) -> bool:
    """Whether the text with an issue's replacement has that issue no longer, and none that it has not now."""
    start, end = issue.span
    after = parse_configuration(text[:start] + issue.replacement + text[end:], kind, vocabulary)[1]
    before = Counter(one.kind for one in parse_configuration(text, kind, vocabulary)[1])
    before[issue.kind] -= 1
    return bool(issue.replacement) and Counter(one.kind for one in after) <= before


def _from_toml(
    data: Mapping[str, Any], reader: Reader, vocabulary: Vocabulary
) -> tuple[Configuration, list[ConfigIssue]]:
    own = {option.key: option for option in KEYS}
    known = own | {option.key: option for option in vocabulary.options}
    fields: dict[str, Any] = {}
    options: list[tuple[str, Any]] = []
    for key, value in data.items():
        option = known.get(key)
        if option is None:
            reader.unknown_key(key, tuple(known))
            continue
        read = option.kind.read(reader, key, value)
        if read is not None and key in own:
            fields[_FIELDS.get(key, key.replace("-", "_"))] = read
        elif read is not None:
            options.append((key, read))
    reader.issues.sort(key=lambda issue: issue.span)
    return Configuration(**fields, options=tuple(options)), reader.issues


def _broken_at(text: str, reason: str) -> Span:
    match = re.search(r"line (\d+), column (\d+)", reason)
    if match is None:
        return Span(max(len(text) - 1, 0), len(text))
    lines = text.split("\n")
    line = min(int(match[1]), len(lines)) - 1
    start = sum(len(one) + 1 for one in lines[:line])
    return Span(start, start + max(len(lines[line]), 1))
