"""Texts made of others by machine: one small slip each, of a kind that people make. The same for the same seed."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORD = re.compile(r"[^\s\\`]+")
_KEYWORD = re.compile(r"(\s*)(\w+)")
_VALUES = (
    "$NOPE", "${NOPE}", "${NOPE:-x}", "${NOPE?no}", '""', "''", "999999", "-1", "0", "a:b:c", "Upper", "/", ".", "<<EOF", "[]",
    '["a"]', "['a']", "--x", "=", "a=", "=a", "80/tcp", "80:80", "8-7", "linux/amd64", "${", "$", "한글", "🐳", "\\", "#", "# a", "true",
    "1m", "10us", "0755", "999", "u+x", "https://e.com/a", "git@github.com:a/b.git",
)  # fmt: skip
_FLAGS = (
    "--chmod=999", "--chmod=u+x", "--chown=a:b", "--link", "--link=maybe", "--from=0", "--from=a", "--from=$X", "--exclude=a",
    "--platform=linux/amd64", "--platform=$TARGETPLATFORM", "--platform=foo", "--mount=type=cache", "--mount=type=cache,target=/c",
    "--mount=type=bind,source=a,target=/a", "--mount=type=secret,id=a", "--mount=type=secret", "--mount=type=tmpfs,target=/t,size=1g",
    "--mount=type=ssh", "--mount=type=cache, target=/c", "--mount=type=bind,target=.", "--network=none", "--network=x", "--interval=1s",
    "--retries=3", "--retries=x", "--checksum=sha256:ab", "--keep-git-dir", "--unpack", "--x", "--", "--mount",
)  # fmt: skip
_KEYWORDS = (
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL",
    "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
)  # fmt: skip


def _word(line: str, chance: random.Random) -> re.Match[str]:
    return chance.choice(list(_WORD.finditer(line)))


def _dropped(line: str, chance: random.Random) -> str:
    word = _word(line, chance)
    return line[: word.start()] + line[word.end() :]


def _doubled(line: str, chance: random.Random) -> str:
    word = _word(line, chance)
    return f"{line[: word.end()]} {word[0]}{line[word.end() :]}"


def _misspelt(line: str, chance: random.Random) -> str:
    word = _word(line, chance)
    text, at = word[0], chance.randrange(len(word[0]))
    other = chance.choice("aeX9-_/:=,@. $")
    kinds = (
        text[:at] + text[at + 1 :],
        text[: at + 1] + text[at:],
        text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
        text[:at] + other + text[at + 1 :],
    )
    return line[: word.start()] + chance.choice(kinds) + line[word.end() :]


def _moved(line: str, chance: random.Random) -> str:
    words = list(_WORD.finditer(line))
    if len(words) < 2:
        return line
    first, second = (words[at] for at in sorted(chance.sample(range(len(words)), 2)))
    between = line[first.end() : second.start()]
    return f"{line[: first.start()]}{second[0]}{between}{first[0]}{line[second.end() :]}"


def _escaped(line: str, chance: random.Random) -> str:
    at = chance.randrange(len(line))
    return chance.choice((line.rstrip() + " \\", line[:at] + "\\" + line[at:]))


def _quote_open(line: str, chance: random.Random) -> str:
    at = chance.choice(_word(line, chance).span())
    return line[:at] + chance.choice("\"'") + line[at:]


def _quote_lost(line: str, chance: random.Random) -> str:
    places = [at for at, character in enumerate(line) if character in "\"'[]{}"]
    at = chance.choice(places) if places else len(line)
    return line[:at] + line[at + 1 :]


def _replaced(line: str, chance: random.Random) -> str:
    word = _word(line, chance)
    return line[: word.start()] + chance.choice(_VALUES) + line[word.end() :]


def _flagged(line: str, chance: random.Random) -> str:
    keyword = _KEYWORD.match(line)
    return f"{keyword[0]} {chance.choice(_FLAGS)}{line[keyword.end() :]}" if keyword else line


def _relabelled(line: str, chance: random.Random) -> str:
    keyword = _KEYWORD.match(line)
    return keyword[1] + chance.choice(_KEYWORDS) + line[keyword.end() :] if keyword else line


def _cased(line: str, chance: random.Random) -> str:
    keyword = _KEYWORD.match(line)
    if keyword is None:
        return line
    return (
        keyword[1]
        + chance.choice((keyword[2].lower(), keyword[2].title(), keyword[2].swapcase()))
        + line[keyword.end() :]
    )


_OF_LINES: dict[str, Callable[[str, random.Random], str]] = {
    "a token dropped": _dropped,
    "a token doubled": _doubled,
    "a token misspelt": _misspelt,
    "two tokens changed places": _moved,
    "an escape added": _escaped,
    "a quote left open": _quote_open,
    "a quote or bracket lost": _quote_lost,
    "a token replaced": _replaced,
    "a flag added": _flagged,
    "another keyword": _relabelled,
    "a keyword in other letters": _cased,
}
_OF_TEXTS = ("a line dropped", "a line doubled", "a line moved", "a blank line added")
KINDS = (*_OF_LINES, *_OF_TEXTS)


def mutants(texts: list[str], count: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many texts with the kind of their slip, each kind as often as the others."""
    chance = random.Random(seed)
    number = 0
    while number < count:
        kind = KINDS[number % len(KINDS)]
        text = _mutant(chance.choice(texts), kind, chance)
        if text is not None:
            number += 1
            yield kind, text


def _mutant(text: str, kind: str, chance: random.Random) -> str | None:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    if kind in _OF_LINES:
        fit = [number for number, line in enumerate(lines) if _WORD.search(line) and not line.lstrip().startswith("#")]
        if not fit:
            return None
        at = chance.choice(fit)
        lines[at] = _OF_LINES[kind](lines[at], chance)
    elif kind == "a line dropped":
        del lines[at]
    elif kind == "a line doubled":
        lines.insert(at, lines[at])
    elif kind == "a line moved":
        lines.insert(chance.randrange(len(lines)), lines.pop(at))
    else:
        lines.insert(at, "")
    made = "\n".join(lines)
    return None if made == text else made
