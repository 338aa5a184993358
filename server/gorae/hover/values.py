"""What single values mean: permissions, durations, ports, signals, users, sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.reference.library import entry
from gorae.reference.phrases import say

if TYPE_CHECKING:
    from gorae.texts import Language

_OCTAL = re.compile(r"0?[0-7]{3,4}")
_SYMBOLIC = re.compile(r"([ugoa]*)([-+=])([rwxXst]*)((?:[-+=][rwxXst]*)*)")
_DURATION_PART = re.compile(r"(?<![\d.])(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)")
_BITS = ((4, "r", "read"), (2, "w", "write"), (1, "x", "execute"))
_SPECIAL = ((4, "setuid"), (2, "setgid"), (1, "sticky"))
_WHO = {"u": "owner-alone", "g": "group", "o": "others", "a": "everyone"}
_LETTERS = {
    "r": "read", "w": "write", "x": "execute", "X": "execute-folders", "s": "setid", "t": "sticky",
}  # fmt: skip


def permission(text: str, language: Language) -> str | None:
    """A mode, octal or symbolic, spelled out; None for what is none."""
    if _OCTAL.fullmatch(text):
        return _octal(text, language)
    parts = [_SYMBOLIC.fullmatch(part) for part in text.split(",")]
    if not text or not all(parts):
        return None
    return ", ".join(_symbolic(part, language) for part in parts if part is not None)


def _octal(text: str, language: Language) -> str:
    digits = [int(digit) for digit in text[-3:]]
    special = int(text[-4]) if len(text) > 3 else 0
    shown, sentences = "", []
    for who, digit in zip(("owner", "group", "others"), digits, strict=True):
        shown += "".join(letter if digit & bit else "-" for bit, letter, _ in _BITS)
        rights = [say(name, language) for bit, _, name in _BITS if digit & bit]
        sentences.append(
            f"{say(who, language)} {say('and', language).join(rights) if rights else say('no-right', language)}"
        )
    text = f"{', '.join(sentences)} (`{shown}`)"
    for bit, name in _SPECIAL:
        if special & bit:
            text += f". {say(name, language)}"
    return text


def _symbolic(match: re.Match[str], language: Language) -> str:
    who = say("and", language).join(say(_WHO[letter], language) for letter in match[1] or "a")
    steps = [(match[2], match[3]), *((step[0], step[1:]) for step in re.findall(r"[-+=][rwxXst]*", match[4]))]
    changes = []
    for sign, letters in steps:
        rights = say("and", language).join(say(_LETTERS[letter], language) for letter in letters)
        if not letters:  # `o=`
            changes.append(say("no-right", language))
            continue
        changes.append(say({"+": "right-added", "-": "right-taken", "=": "right-set"}[sign], language, rights=rights))
    return f"{who} {', '.join(changes)}"


def duration(text: str, language: Language) -> str | None:
    """A duration such as `1m30s` in words; None for what is none."""
    parts = _DURATION_PART.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        return None
    units = {"µs": "us", "μs": "us"}
    return " ".join(say(f"unit-{units.get(unit, unit)}", language, number=number) for number, unit in parts)


def port(text: str, language: Language) -> str | None:
    """What is known of `5432`, `53/udp`, `8000-8010`; None for what is no port."""
    match = re.fullmatch(r"(\d+)(?:-(\d+))?(?:/(tcp|udp|sctp))?", text.lower())
    if match is None:
        return None
    protocol = say("port-udp" if match[3] == "udp" else "port-tcp", language)
    if match[2]:
        return say("port-range", language, first=match[1], last=match[2], protocol=protocol)
    known = entry("ports", match[1], language)
    if known is None:
        return say("port-unknown", language, port=match[1], protocol=protocol)
    return f"**{known.value}** · {match[1]}{protocol}\n\n{known.text}"


def signal(text: str, language: Language) -> str | None:
    """What a signal, by name or number, says; None for what is none."""
    name = text.upper()
    known = entry("signals", name, language) or entry("signals", f"SIG{name}", language)
    return f"**{known.names[0]}**\n\n{known.text}" if known is not None else None
