"""What is wrong in the client's settings: an editor may not know their types, and none knows the names of rules.

Each thing is said once, in a message box. What is wrong does nothing; the rest of the settings holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gorae.config.severity import LEVELS
from gorae.lsp.options import CHOICES, LISTS, NAMES, SWITCHES, get_option
from gorae.source.near_words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lsp.session import Session

# What the client keeps to itself, and what it says beside the settings.
_OTHERS = (
    "coexistence", "interpreter", "importStrategy", "trace.server", "trace", "commandLinks", "confirmUnsafe", "commands",
    "pullDiagnostics", "lint", "format", "inlayHints", "shellcheck", "hover", "completion", "codeLens", "lint.severity",
)  # fmt: skip


class Wrong(NamedTuple):
    """A setting, and the sentence of the room `config` that says what is wrong with it, with what fills its gaps."""

    key: str
    kind: str
    facts: dict[str, str]


def tell(session: Session, data: object) -> None:
    """Says in the client what is wrong in the settings that it sent, where that was not said before."""
    from gorae.config.messages import ISSUES

    for wrong in find_wrong(data):
        sentence = ISSUES.say(wrong.kind, session.language, **wrong.facts)
        message = f"gorae.{wrong.key}: {sentence}"
        if message not in session.told_settings:
            session.told_settings.add(message)
            session.connection.notify("window/showMessage", {"type": 2, "message": message})


def find_wrong(data: object) -> Iterator[Wrong]:
    """Names of no rule, values of another type, words that are not among a setting's, misspelt settings."""
    if not isinstance(data, dict):
        return
    inner = data.get("gorae")
    data = inner if isinstance(inner, dict) else data
    yield from _unknown_keys(data)
    for key in SWITCHES:
        if not isinstance(get_option(data, key), bool | None):
            yield Wrong(key, "wrong-type", {"key": key, "wanted": "true"})
    for key, words in CHOICES.items():
        yield from _choice(key, get_option(data, key), words)
    for key in LISTS:
        value = get_option(data, key)
        if value is None:
            continue
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield Wrong(key, "wrong-type", {"key": key, "wanted": '["…"]'})
        elif key in NAMES:
            yield from _names(key, value)
    severity = get_option(data, "lint.severity")
    if isinstance(severity, dict):
        yield from _names("lint.severity", list(severity))
        for level in severity.values():
            yield from _choice("lint.severity", level, LEVELS)
    elif severity is not None:
        yield Wrong("lint.severity", "wrong-type", {"key": "lint.severity", "wanted": '{"…": "error"}'})


def _choice(key: str, value: object, words: tuple[str, ...]) -> Iterator[Wrong]:
    if value is None or value in words:
        return
    facts = {"value": value if isinstance(value, str) else str(value), "wanted": ", ".join(words)}
    close = nearest(facts["value"].lower(), words, cutoff=0.4)
    yield Wrong(key, "near-wrong-value", facts | {"nearest": close}) if close else Wrong(key, "wrong-value", facts)


def _names(key: str, names: list[str]) -> Iterator[Wrong]:
    from gorae.config.reader import is_shellcheck
    from gorae.lint.registry import nearest_name, resolve

    for name in names:
        if resolve(name) or is_shellcheck(name):
            continue
        close = nearest_name(name)
        facts = {"name": name} | ({"nearest": close} if close else {})
        yield Wrong(key, "near-unknown-rule" if close else "unknown-rule", facts)


def _unknown_keys(data: dict[str, Any], before: str = "") -> Iterator[Wrong]:
    """Keys that are almost those of a setting; others may be of a client that we do not know."""
    known = (*SWITCHES, *CHOICES, *LISTS, *_OTHERS)
    for name, value in data.items():
        key = f"{before}{name}"
        if key not in known:
            close = nearest(key, known, cutoff=0.8)
            if close:
                yield Wrong(key, "near-unknown-key", {"key": key, "nearest": close})
        elif isinstance(value, dict) and key != "lint.severity":
            yield from _unknown_keys(value, f"{key}.")
