"""hadolint's configuration files, read as what they mean here."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from gorae.config.configuration import Configuration
from gorae.config.reader import ConfigIssue, is_shellcheck
from gorae.context.yaml_tree import YamlError, YamlNode, parse_yaml, yaml_data
from gorae.source import Span
from gorae.source.near_words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gorae.config.severity import Off, Severity
    from gorae.config.vocabulary import Vocabulary

_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "information", "style": "hint"}

# hadolint 2.15; a key that is like none of them may be one of a newer version.
_KEYS = (
    "disable-ignore-pragma", "failure-threshold", "format", "ignored", "label-schema", "no-color", "no-fail", "override",
    "strict-labels", "trustedRegistries", "verbose",
)  # fmt: skip
_MOST_ISSUES = 100
_THRESHOLDS = (*_SEVERITIES, "ignore", "none")


def parse_hadolint_yaml(text: str, vocabulary: Vocabulary) -> tuple[Configuration, list[ConfigIssue]]:
    """What a hadolint configuration says, in Gorae's terms, and what is wrong in it. Never raises.

    Values of options are those of the rules that do the same: `trustedRegistries` is `trusted-registries`.
    """
    data = yaml_data(text)
    if isinstance(data, YamlError):
        offset = data.span.start
        return Configuration(), [ConfigIssue("broken", Span(offset, offset), (("reason", data.reason),))]
    if not isinstance(data, dict):
        return Configuration(), []
    severity: list[tuple[str, Severity | Off]] = []
    overrides = data.get("override")
    for name, level in _SEVERITIES.items():
        listed = overrides.get(name) if isinstance(overrides, dict) else None
        severity += [(str(rule), level) for rule in (listed if isinstance(listed, list) else []) if _is_plain(rule)]
    schema = data.get("label-schema")
    labels = schema.items() if isinstance(schema, dict) else ()
    threshold = data.get("failure-threshold")
    return Configuration(
        ignore=_list(data, "ignored"),
        severity=tuple(severity),
        # A severity switches on what hadolint itself keeps off (DL1001, DL3057), and is for hadolint's verdict.
        extend_select=tuple(name for name, _ in severity if vocabulary.is_known(name)),
        options=(
            ("trusted-registries", _list(data, "trustedRegistries")),
            ("label-schema", tuple((str(k), str(v or "text")) for k, v in labels if _is_plain(v))),
            ("strict-labels", is_true(data.get("strict-labels"))),
        ),
        inline_ignores=not is_true(data.get("disable-ignore-pragma")),
        failure_threshold="never"
        if is_true(data.get("no-fail"))
        else _SEVERITIES.get(threshold)
        if isinstance(threshold, str)
        else None,
    ), list(islice(_issues(parse_yaml(text), vocabulary), _MOST_ISSUES))


def _issues(tree: YamlNode | YamlError | None, vocabulary: Vocabulary) -> Iterator[ConfigIssue]:
    """Keys, codes and a threshold that hadolint does not know: it passes over them without a word."""
    for key, value in tree.pairs if isinstance(tree, YamlNode) else ():
        close = nearest(key.text, _KEYS, cutoff=0.75)
        if key.text not in _KEYS and close:
            yield ConfigIssue("unknown-key", key.span, (("key", key.text), ("nearest", close)), close)
        elif key.text == "failure-threshold" and value.kind == "scalar" and value.text not in _THRESHOLDS:
            yield _wrong_threshold(value)
        elif key.text == "ignored":
            yield from _unknown_codes(value, vocabulary)
        elif key.text == "override":
            for _, listed in value.pairs:
                yield from _unknown_codes(listed, vocabulary)


def _unknown_codes(listed: YamlNode, vocabulary: Vocabulary) -> Iterator[ConfigIssue]:
    for code in listed.items:
        if code.kind != "scalar" or vocabulary.is_known(code.text) or is_shellcheck(code.text):
            continue
        close = vocabulary.nearest(code.text)
        near = (("nearest", close),) if close else ()
        yield ConfigIssue("unknown-rule", code.span, (("name", code.text), *near), close or "")


def _wrong_threshold(value: YamlNode) -> ConfigIssue:
    close = nearest(value.text, _THRESHOLDS, cutoff=0.4)
    near = (("nearest", close),) if close else ()
    facts = (("value", value.text), ("wanted", ", ".join(_THRESHOLDS)), *near)
    return ConfigIssue("wrong-value", value.span, facts, close or "")


def is_true(value: object) -> bool:
    """Whether a value means yes, in the words of YAML 1.1 too."""
    return value is True or (isinstance(value, str) and value.lower() in ("yes", "on"))


def _is_plain(value: object) -> bool:
    """Whether it is no list or map: the text of one may be longer than any memory."""
    return not isinstance(value, (list, dict))


def _list(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key)
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value if _is_plain(item)) if isinstance(value, list) else ()
