r"""Patterns of `.dockerignore` and of COPY sources, as moby/patternmatcher and Go's `filepath.Match` read them.

Paths are relative, with `/`, without `.` and `..`. On every system the rules of Linux hold, where BuildKit runs.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gorae.context.wildcards import FOLDERS, IN_FOLDER, NOT_SLASH, Token, Wildcards

Kind = Literal["exact", "prefix", "suffix", "expression"]

# What Go's strings.TrimSpace takes away; str.strip would take U+001C to U+001F too.
GO_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ESCAPED = ".+()|{}$"  # special in expressions, plain in patterns; `^` is missing there too
# Letters and digits that mean something behind a backslash in Go's expressions; any other stops the build.
_GO_ESCAPES = frozenset("dDwWsSbBafnrtvAz")
_POSIX_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": r"\t ", "digit": "0-9", "lower": "a-z", "upper": "A-Z",
    "space": r"\t\n\v\f\r ", "word": "0-9A-Za-z_", "xdigit": "0-9A-Fa-f", "punct": r"!-/:-@\[-`{-~",
}  # fmt: skip
_POSIX_CLASS = re.compile(r"\[:(\w+):\]")


class WrongPatternError(ValueError):
    """A pattern that stops the build."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern, without its `!`. `line` is its line number in the file, from 1."""

    text: str
    keeps: bool  # written with `!`
    line: int
    kind: Kind
    expression: Wildcards | None = None

    def matches(self, path: str) -> bool:
        """Whether the pattern names this path itself; parents are the caller's business."""
        if self.kind == "exact":
            return path == self.text
        if self.kind == "prefix":
            return path.startswith(self.text[:-2])
        if self.kind == "suffix":
            suffix = self.text[2:]
            return path.endswith(suffix) or (suffix[:1] == "/" and path == suffix[1:])
        return self.expression is not None and self.expression.fullmatch(path)

    @property
    def plain_prefix(self) -> str | None:
        """The text without a `/*` or `/**` at its end where nothing else in it is special; None otherwise."""
        text = self.text
        for glob in ("/**", "/*"):
            if text.endswith(glob):
                text = text[: -len(glob)]
                break
        return None if any(char in text for char in "*?[\\^") else text


def clean(path: str) -> str:
    """A path as Go's `filepath.Clean` writes it; `.` for nothing."""
    cleaned = posixpath.normpath(path)
    return "/" + cleaned.lstrip("/") if cleaned.startswith("//") else cleaned


def pattern_of(text: str, line: int = 0) -> Pattern:
    """The pattern of a text that was trimmed and cleaned, its `!` still before it. Raises WrongPatternError."""
    text = clean(text)
    keeps = text.startswith("!")
    if keeps:
        text = text[1:]
        if not text:
            raise WrongPatternError("!")
    if not is_well_formed(text):
        raise WrongPatternError(text)
    kind, expression = _compiled(text)
    return Pattern(text, keeps, line, kind, expression)


def is_well_formed(pattern: str) -> bool:
    """Whether Go's `filepath.Match` takes the pattern."""
    at, size = 0, len(pattern)
    while at < size:
        char = pattern[at]
        if char == "\\":
            if at + 1 >= size:
                return False
            at += 2
        elif char == "[":
            end = _class_end(pattern, at + 1)
            if end is None:
                return False
            at = end
        else:
            at += 1
    return True


def _class_end(pattern: str, at: int) -> int | None:
    """The offset behind the `]` of a class whose `[` stands before `at`; None where the class is malformed."""
    if pattern[at : at + 1] == "^":
        at += 1
    ranges = 0
    while True:
        if ranges and pattern[at : at + 1] == "]":
            return at + 1
        low = _class_character(pattern, at)
        if low is None:
            return None
        at = low
        if pattern[at] == "-":
            high = _class_character(pattern, at + 1)
            if high is None:
                return None
            at = high
        ranges += 1


def _class_character(pattern: str, at: int) -> int | None:
    """The offset behind one character of a class; None where there is none, or where nothing follows."""
    if pattern[at : at + 1] in ("", "-", "]"):
        return None
    at += 2 if pattern[at] == "\\" else 1
    return at if at < len(pattern) else None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> tuple[Kind, Wildcards | None]:
    kind: Kind = "exact"
    out: list[str] = []
    at, size, count = 0, len(pattern), 0
    while at < size:
        char = pattern[at]
        at += 1
        if char == "*" and pattern.startswith("*", at):
            at += 1
            if pattern.startswith("/", at):
                at += 1  # `**/` is `**`
            if at < size:
                out.append("(.*/)?")
                kind = "expression"
            elif kind == "exact":
                kind = "prefix"
            else:
                out.append(".*")
                kind = "expression"
            if count == 0:
                kind = "suffix"
        elif char == "*":
            out.append("[^/]*")
            kind = "expression"
        elif char == "?":
            out.append("[^/]")
            kind = "expression"
        elif char in _ESCAPED:
            out.append("\\" + char)
        elif char == "\\":
            out.append("\\" + pattern[at : at + 1])
            at += 1
            kind = "expression"
        else:
            out.append(char)
            if char in "[]":
                kind = "expression"
        count += 1
    if kind != "expression":
        return kind, None
    try:
        return kind, Wildcards(_from_go("".join(out), pattern))
    except re.error as error:
        raise WrongPatternError(pattern) from error


def _from_go(expression: str, pattern: str) -> list[Token]:
    """The parts of Go's regular expression. Go's and Python's differ in classes and in what a backslash may precede."""
    tokens: list[Token] = []
    at, size = 0, len(expression)
    while at < size:
        if expression.startswith("(.*/)?", at):
            tokens.append(FOLDERS)
            at += len("(.*/)?")
            continue
        char = expression[at]
        if char == "\\":
            source = _escape(expression[at + 1], pattern)
            at += 2
        elif char == "[":
            source, at = _class(expression, at + 1, pattern)
        else:
            source = "[^\n]" if char == "." else char if char == "^" else re.escape(char)
            at += 1
        repeated = expression.startswith("*", at)
        tokens.append(Token("any" if repeated else "one", source))
        at += repeated
    return tokens


def _escape(char: str, pattern: str) -> str:
    if char.isascii() and char.isalnum():
        if char not in _GO_ESCAPES:
            raise WrongPatternError(pattern)
        return r"\Z" if char == "z" else "\\" + char
    return re.escape(char)


def _class(expression: str, at: int, pattern: str) -> tuple[str, int]:
    out = ["["]
    if expression[at : at + 1] == "^":
        out.append("^")
        at += 1
    first = True
    while at < len(expression):
        char = expression[at]
        posix = _POSIX_CLASS.match(expression, at)
        if char == "]" and not first:
            return "".join(out) + "]", at + 1
        if posix and posix[1] in _POSIX_CLASSES:
            out.append(_POSIX_CLASSES[posix[1]])
            at = posix.end()
        elif char == "\\" and at + 1 < len(expression):
            out.append(_escape(expression[at + 1], pattern))
            at += 2
        else:
            out.append(char if char == "-" else re.escape(char))
            at += 1
        first = False
    raise WrongPatternError(pattern)


@lru_cache(maxsize=1024)
def glob_expression(pattern: str) -> Wildcards | None:
    """What a COPY source with wildcards names, as Go's `filepath.Match` reads it: `*` and `?` stay in one folder.

    None for a malformed pattern.
    """
    if not is_well_formed(pattern):
        return None
    tokens: list[Token] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "*":
            tokens.append(IN_FOLDER)
            at += 1
        elif char == "?":
            tokens.append(NOT_SLASH)
            at += 1
        elif char == "\\":
            tokens.append(Token("one", re.escape(pattern[at + 1])))
            at += 2
        elif char == "[":
            end = _class_end(pattern, at + 1)
            tokens.append(Token("one", _glob_class(pattern[at + 1 : (end or at + 2) - 1])))
            at = end or len(pattern)
        else:
            tokens.append(Token("one", re.escape(char)))
            at += 1
    try:
        return Wildcards(tokens)
    except re.error:  # a range like `[z-a]`, which matches nothing
        return Wildcards([Token("one", r"(?!)")])


def _glob_class(inner: str) -> str:
    out = ["["]
    at = 0
    if inner.startswith("^"):
        out.append("^")
        at = 1
    while at < len(inner):
        if inner[at] == "\\":
            at += 1
            out.append(re.escape(inner[at]))
        else:
            out.append("-" if inner[at] == "-" else re.escape(inner[at]))
        at += 1
    return "".join(out) + "]"


def has_wildcards(path: str) -> bool:
    r"""Whether BuildKit takes a COPY source for a pattern; `\*` alone does not make it one."""
    at = 0
    while at < len(path):
        if path[at] == "\\":
            at += 1
        elif path[at] in "*?[":
            return True
        at += 1
    return False
