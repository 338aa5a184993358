"""Where the keys and values of a TOML text stand. Reads only texts that the TOML parser took; knows no types.

The grammar is TOML 1.0's (toml.io): tables, dotted and quoted keys, arrays, inline tables, the four kinds of strings.
"""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache
from typing import NamedTuple

from gorae.source import Span

Path = tuple["str | int", ...]

_SPACE = re.compile(r"[ \t\r\n]*(?:#[^\n]*(?:\n[ \t\r\n]*|\Z))*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|' r"'''.*?'''(?:'{0,2})|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'", re.DOTALL
)
_SCALAR = re.compile(r"[^\s,\]}#]+(?: \d\d:[^\s,\]}#]+)?")
_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[btnfre"\\])')
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_MOST_DEPTH = 200


class Place(NamedTuple):
    """Where a key stands (without its quotes; of an array's item: the item) and its value (with its quotes)."""

    key: Span
    value: Span


@lru_cache(maxsize=8)
def places(text: str) -> dict[Path, Place]:
    """The places by path: names of tables and keys, numbers of an array's items. What is not understood is left out.

    Remembered for the last texts: each problem of a file asks for its place.
    """
    reader = _Reader(text)
    with contextlib.suppress(
        _LostError
    ):  # a text that the parser took and this reader does not: the rest has no places
        reader.document()
    return reader.found


def inside(text: str, span: Span) -> Span:
    """A string's span without its quotes; other values as they are."""
    for quote in ('"""', "'''", '"', "'"):
        word = span.of(text)
        if word.startswith(quote) and word.endswith(quote) and len(word) >= 2 * len(quote):
            return Span(span.start + len(quote), span.end - len(quote))
    return span


class _LostError(Exception):
    """The text is not what was expected here."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Place] = {}
        self.counts: dict[Path, int] = {}  # of arrays of tables: how many there were

    def document(self) -> None:
        prefix: Path = ()
        self.skip(_SPACE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                prefix = self.header()
            else:
                self.pair(prefix, 0)
            self.skip(_SPACE)

    def header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path: Path = ()
        parts = self.key()
        for number, (name, span) in enumerate(parts):
            path = (*path, name)
            self.found.setdefault(path, Place(span, span))
            is_new = many and number == len(parts) - 1
            if is_new:
                self.counts[path] = self.counts.get(path, 0) + 1
            if self.counts.get(path):
                path = (*path, self.counts[path] - 1)
                self.found.setdefault(path, Place(span, span))
        self.expect("]]" if many else "]")
        return path

    def key(self) -> list[tuple[str, Span]]:
        parts = []
        while True:
            self.skip(_BLANK)
            bare = _BARE_KEY.match(self.text, self.at)
            if bare:
                parts.append((bare[0], Span(*bare.span())))
                self.at = bare.end()
            else:
                span = self.string()
                inner = inside(self.text, span)
                basic = self.text[span.start] == '"'
                parts.append((_unescaped(inner.of(self.text)) if basic else inner.of(self.text), inner))
            self.skip(_BLANK)
            if self.text[self.at : self.at + 1] != ".":
                return parts
            self.at += 1

    def pair(self, prefix: Path, depth: int) -> None:
        path = prefix
        parts = self.key()
        for name, span in parts:
            path = (*path, name)
            self.found.setdefault(path, Place(span, span))
        self.expect("=")
        self.skip(_BLANK)
        self.found[path] = Place(parts[-1][1], self.value(path, depth))

    def value(self, path: Path, depth: int) -> Span:
        if depth > _MOST_DEPTH:
            raise _LostError
        start = self.at
        first = self.text[start : start + 1]
        if first in ('"', "'"):
            return self.string()
        if first == "[":
            self.items(path, depth)
        elif first == "{":
            self.inline(path, depth)
        else:
            scalar = _SCALAR.match(self.text, start)
            if scalar is None:
                raise _LostError
            self.at = scalar.end()
        return Span(start, self.at)

    def items(self, path: Path, depth: int) -> None:
        self.at += 1
        number = 0
        self.skip(_SPACE)
        while not self.took("]"):
            span = self.value((*path, number), depth + 1)
            self.found[(*path, number)] = Place(span, span)
            number += 1
            self.skip(_SPACE)
            if not self.took(","):
                self.expect("]")
                return
            self.skip(_SPACE)

    def inline(self, path: Path, depth: int) -> None:
        self.at += 1
        self.skip(_SPACE)
        while not self.took("}"):
            self.pair(path, depth + 1)
            self.skip(_SPACE)
            if not self.took(","):
                self.expect("}")
                return
            self.skip(_SPACE)

    def string(self) -> Span:
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise _LostError
        self.at = match.end()
        return Span(*match.span())

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def took(self, sign: str) -> bool:
        if not self.text.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True

    def expect(self, sign: str) -> None:
        if not self.took(sign):
            raise _LostError


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1]) or chr(int(match[1][1:], 16)), text)
