r"""Words as the Engine reads them where it knows the values: quotes off, escapes done, variables replaced.

Facts: BuildKit, frontend/dockerfile/shell/lex.go. Beside the value it tells which variables were found and which were
not, and what it refuses: `${X:?}` of one that is not set, a pattern with an escape that stands for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gorae.stages.patterns import is_pattern, replaced, without_prefix, without_suffix
from gorae.syntax.lexing import MAXIMUM_DEPTH, SPACES

_SPECIAL = re.compile(r"[$'\"\\`]")
_NAME = re.compile(r"\d+|[^\W\d]\w*|[@*#?!$-]")
_NAMED = re.compile(r"\$\{?(\d+|[^\W\d]\w*|[@*#?!$-])")
_REMEMBERED = 8_192
_BLANKS_OF_A_MARK = "\t\r "


@dataclass
class Environment:
    """The variables in force. A value of None: set, and not known before the build."""

    values: dict[str, str | None] = field(default_factory=dict)
    is_open: bool = False  # the base image may set others

    def copy(self) -> Environment:
        """The same variables, to be changed on their own."""
        return Environment(dict(self.values), self.is_open)


class Refused(NamedTuple):
    """Why a word has no value: `required` (its variable and what it says), `pattern`, or `malformed`."""

    kind: str
    name: str = ""
    message: str = ""


class Expansion(NamedTuple):
    """What a word says."""

    value: str
    words: tuple[str, ...]  # split at blanks after the variables were replaced, as EXPOSE does
    matched: frozenset[str]
    unmatched: frozenset[str]
    is_known: bool  # False: the value hangs on what is not known before the build
    refused: Refused | None = None


class _Stop(Exception):  # noqa: N818  # never leaves this module
    def __init__(self, refused: Refused) -> None:
        super().__init__(refused)
        self.refused = refused


def expand(text: str, environment: Environment, escape: str, *, quotes: bool = True) -> Expansion:
    """The word's value; without `quotes`, as in the bodies of heredocs, quotes are characters like others. Never raises."""
    if _SPECIAL.search(text) is None:
        return Expansion(text, tuple(text.split()), frozenset(), frozenset(), is_known=True)
    values = environment.values
    named = tuple((name, values[name]) for name in _names_in(text) if name in values)
    return _expanded(text, named, environment.is_open, escape, quotes)


@lru_cache(maxsize=_REMEMBERED)
def _names_in(text: str) -> tuple[str, ...]:
    """The names that a text may ask for: at least those that are variables."""
    return tuple(dict.fromkeys(_NAMED.findall(text)))


@lru_cache(maxsize=_REMEMBERED)
def _expanded(
    text: str, named: tuple[tuple[str, str | None], ...], is_open: bool, escape: str, quotes: bool
) -> Expansion:
    """The word's value, where the names in it have these values. A key changes few words, and asks for all of them."""
    reader = _Reader(text, Environment(dict(named), is_open), escape, quotes=quotes)
    try:
        value, words = reader.until("", 0, raw=False)
    except _Stop as stop:
        matched, unmatched = frozenset(reader.matched), frozenset(reader.unmatched)
        return Expansion(text, (), matched, unmatched, reader.is_known, stop.refused)
    return Expansion(value, tuple(words), frozenset(reader.matched), frozenset(reader.unmatched), reader.is_known)


class _Words:
    """The words of what is read so far.

    BuildKit has one place for the open word, however deep it reads: a modifier's word, which is read on its own, takes away
    what stands before its `${` in the same word. `EXPOSE 80${X:-90}` is port 90 (shell/lex.go, `wordsBuffer`).
    """

    __slots__ = ("done", "open")

    def __init__(self) -> None:
        self.done: list[str] = []
        self.open = ""

    def add(self, text: str) -> None:
        for character in text:
            if character not in SPACES:
                self.open += character
            elif self.open:
                self.done.append(self.open)
                self.open = ""

    def all(self) -> list[str]:
        return [*self.done, self.open] if self.open else self.done


class _Reader:
    def __init__(self, text: str, environment: Environment, escape: str, *, quotes: bool) -> None:
        self.text, self.environment, self.escape, self.quotes = text, environment, escape, quotes
        self.at = 0
        self.words = _Words()  # of the text itself
        self.matched: set[str] = set()
        self.unmatched: set[str] = set()
        self.is_known = True

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def next(self) -> str:
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def until(self, stop: str, depth: int, *, raw: bool) -> tuple[str, list[str]]:
        """Reads to behind the `stop` character, or to the end where it is empty. With `raw` escapes stay in the value."""
        value: list[str] = []
        self.words.open = ""
        words = _Words() if stop else self.words
        while self.at < len(self.text):
            character = self.peek()
            if stop and character == stop:
                self.at += 1
                return "".join(value), words.all()
            if character == "$":
                piece = self.dollar(depth)
                words.add(piece)
            elif character == "'" and self.quotes:
                piece = self.single_quoted()
                words.open += piece
            elif character == '"' and self.quotes:
                piece = self.double_quoted(depth, raw=raw)
                words.open += piece
            elif character == "<":
                piece = self.mark()
                words.open += piece
            else:
                piece = self.plain(words, raw=raw)
            value.append(piece)
        if stop:
            raise _Stop(Refused("malformed"))
        return "".join(value), words.all()

    def plain(self, words: _Words, *, raw: bool) -> str:
        character = self.next()
        if character != self.escape:
            words.add(character)
            return character
        escaped = self.next()
        piece = (character if raw else "") + escaped
        words.open += piece
        return piece

    def mark(self) -> str:
        """`<` or `<<`, with the blanks behind it, which belong to a heredoc's mark."""
        begin = self.at
        self.at += 1
        if self.peek() == "<":
            self.at += 1
            while self.peek() and self.peek() in _BLANKS_OF_A_MARK:
                self.at += 1
        return self.text[begin : self.at]

    def single_quoted(self) -> str:
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise _Stop(Refused("malformed"))
        piece = self.text[self.at + 1 : end]
        self.at = end + 1
        return piece

    def double_quoted(self, depth: int, *, raw: bool) -> str:
        self.at += 1
        value: list[str] = []
        while self.at < len(self.text):
            if self.peek() == '"':
                self.at += 1
                return "".join(value)
            if self.peek() == "$":
                value.append(self.dollar(depth))
                continue
            character = self.next()
            if character == self.escape:
                if raw:
                    value.append(character)
                if not self.peek():
                    continue
                if self.peek() in ('"', "$", self.escape):
                    character = self.next()
            value.append(character)
        raise _Stop(Refused("malformed"))

    def dollar(self, depth: int) -> str:
        if depth > MAXIMUM_DEPTH:
            raise _Stop(Refused("malformed"))
        self.at += 1
        if self.peek() != "{":
            name = self.name()
            return self.get(name)[1] if name else "$"
        self.at += 1
        if self.peek() in ("", "{", "}", ":"):
            raise _Stop(Refused("malformed"))
        name = self.name()
        sign = self.next()
        if sign == "}":
            return self.get(name)[1]
        null_is_unset = sign == ":"
        if null_is_unset:
            sign = self.next()
        if sign == "/" and not null_is_unset:
            return self.replaced(name, depth)
        if sign not in ("+", "-", "?", "#", "%") or (null_is_unset and sign in "#%"):
            raise _Stop(Refused("malformed"))
        word, _ = self.until("}", depth + 1, raw=sign in "#%")
        was_known = self.is_known
        is_set, value = self.get(name)
        if sign in "#%":
            longest = word.startswith(sign)
            pattern = self.checked(word[1:] if longest else word, is_known=was_known)
            cut = without_prefix if sign == "#" else without_suffix
            return cut(value, pattern, longest=longest)
        has_value = is_set and not (null_is_unset and not value)
        if sign == "+":
            self.is_known = self.is_known or (was_known and not word)  # empty, whatever the variable is
            return word if has_value else ""
        if sign == "?" and not has_value and self.is_known:
            raise _Stop(Refused("required", name, word))
        return word if sign == "-" and not has_value else value

    def replaced(self, name: str, depth: int) -> str:
        everywhere = self.peek() == "/"
        if everywhere:
            self.at += 1
        pattern, _ = self.until("/", depth + 1, raw=True)
        new, _ = self.until("}", depth + 1, raw=True)
        was_known = self.is_known
        _, value = self.get(name)
        return replaced(value, self.checked(pattern, is_known=was_known), new, everywhere=everywhere)

    def checked(self, pattern: str, *, is_known: bool) -> str:
        """The pattern, unless it is none: that is refused whatever the variable before it is (`is_known`: the pattern's own)."""
        if not is_pattern(pattern):
            self.is_known = is_known
            raise _Stop(Refused("pattern", message=pattern))
        return pattern

    def name(self) -> str:
        match = _NAME.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def get(self, name: str) -> tuple[bool, str]:
        """Whether the variable is set, and its value; empty where that is not known."""
        values = self.environment.values
        if name not in values:
            self.unmatched.add(name)
            self.is_known = self.is_known and not self.environment.is_open
            return False, ""
        self.matched.add(name)
        value = values[name]
        self.is_known = self.is_known and value is not None
        return True, value or ""
