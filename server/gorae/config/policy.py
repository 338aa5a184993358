"""What a team forbids and requires in its Dockerfiles, in words of its own: `[[policy]]` of a configuration file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.config.option import Option, OptionKind
from gorae.config.severity import SEVERITIES

if TYPE_CHECKING:
    from gorae.config.reader import Reader
    from gorae.config.severity import Severity

# What a policy can be about: the key, and an example of a pattern.
DEMANDS = {
    "forbid-image": "*:latest",
    "require-image": "registry.example.com/*",
    "forbid-label": "maintainer",
    "require-label": "org.opencontainers.image.source",
    "forbid-command": "apt-get upgrade",
    "require-command": "update-ca-certificates",
}
_LANGUAGES = ("ko", "en")
_STRINGS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}


class Policy(NamedTuple):
    """One `[[policy]]`. Patterns have `*` and `?`, which stand for any letters."""

    demands: tuple[tuple[str, tuple[str, ...]], ...]  # a key of DEMANDS and its patterns
    messages: tuple[tuple[str, str], ...] = ()  # by language; of `""`: for every language
    severity: Severity | None = None  # None: the rule's own

    def message(self, language: str) -> str | None:
        """What the team says of it in a language; in another one where that is all there is; None where it says nothing."""
        messages = dict(self.messages)
        return messages.get(language) or messages.get("") or next(iter(messages.values()), None)


def _policies(reader: Reader, key: str, value: object) -> tuple[Policy, ...] | None:
    rows = [value] if isinstance(value, dict) else value  # `[policy]`, where there is one only
    if not isinstance(rows, list):
        reader.wrong_type('[{ forbid-image = ["*:latest"], message = "…" }]', key)
        return None
    found = []
    for number, row in enumerate(rows):
        path = (key,) if isinstance(value, dict) else (key, number)
        if isinstance(row, dict):
            found.append(_policy(reader, row, path))
        else:
            reader.wrong_type('{ forbid-image = ["*:latest"] }', *path)
    return tuple(one for one in found if one.demands)


def _policy(reader: Reader, row: dict[str, Any], path: tuple[str | int, ...]) -> Policy:
    demands: list[tuple[str, tuple[str, ...]]] = []
    messages: tuple[tuple[str, str], ...] = ()
    severity: Severity | None = None
    for key, value in row.items():
        here = (*path, key)
        if key in DEMANDS:
            patterns = _patterns(reader, value, key, here)
            if patterns:
                demands.append((key, patterns))
        elif key == "message":
            messages = _messages(reader, value, here)
        elif key == "severity":
            if value in SEVERITIES:
                severity = value
            else:
                reader.wrong_value(value, SEVERITIES, *here)
        else:
            reader.unknown_key(key, (*DEMANDS, "message", "severity"), *here)
    return Policy(tuple(demands), messages, severity)


def _patterns(reader: Reader, value: object, key: str, path: tuple[str | int, ...]) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and values and all(isinstance(one, str) and one.strip() for one in values):
        return tuple(one.strip() for one in values)
    reader.wrong_type(f'["{DEMANDS[key]}"]', *path)
    return ()


def _messages(reader: Reader, value: object, path: tuple[str | int, ...]) -> tuple[tuple[str, str], ...]:
    if isinstance(value, str):
        return (("", value.strip()),) if value.strip() else ()
    if isinstance(value, dict) and value and all(isinstance(one, str) for one in value.values()):
        for language in value:
            if language not in _LANGUAGES:
                reader.unknown_key(language, _LANGUAGES, *path, language)
        return tuple((language, text.strip()) for language, text in value.items() if language in _LANGUAGES)
    reader.wrong_type('{ ko = "…", en = "…" }', *path)
    return ()


_ROW: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **{key: {**_STRINGS, "examples": [[pattern]]} for key, pattern in DEMANDS.items()},
        "message": {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {language: {"type": "string"} for language in _LANGUAGES},
                },
            ]
        },
        "severity": {"enum": list(SEVERITIES)},
    },
}
POLICIES: OptionKind[tuple[Policy, ...]] = OptionKind(
    "policies", _policies, {"anyOf": [{"type": "array", "items": _ROW}, _ROW]}
)
POLICY = Option("policy", POLICIES, ())
