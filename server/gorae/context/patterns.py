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
    offset, size = 0, len(pattern)
    while offset < size:
        char = pattern[offset]
        if char == "\\":
            if offset + 1 >= size:
                return False
            offset += 2
        elif char == "[":
            end = _class_end(pattern, offset + 1)
            if end is None:
                return False
            offset = end
        else:
            offset += 1
    return True


def _class_end(pattern: str, offset: int) -> int | None:
    """The offset behind the `]` of a class whose `[` stands before `at`; None where the class is malformed."""
    if pattern[offset : offset + 1] == "^":
        offset += 1
    ranges = 0
    while True:
        if ranges and pattern[offset : offset + 1] == "]":
            return offset + 1
        low = _class_character(pattern, offset)
        if low is None:
            return None
        offset = low
        if pattern[offset] == "-":
            high = _class_character(pattern, offset + 1)
            if high is None:
                return None
            offset = high
        ranges += 1


def _class_character(pattern: str, offset: int) -> int | None:
    """The offset behind one character of a class; None where there is none, or where nothing follows."""
    if pattern[offset : offset + 1] in ("", "-", "]"):
        return None
    offset += 2 if pattern[offset] == "\\" else 1
    return offset if offset < len(pattern) else None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> tuple[Kind, Wildcards | None]:
    kind: Kind = "exact"
    out: list[str] = []
    offset, size, count = 0, len(pattern), 0
    while offset < size:
        char = pattern[offset]
        offset += 1
        if char == "*" and pattern.startswith("*", offset):
            offset += 1
            if pattern.startswith("/", offset):
                offset += 1  # `**/` is `**`
            if offset < size:
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
            out.append("\\" + pattern[offset : offset + 1])
            offset += 1
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
    offset, size = 0, len(expression)
    while offset < size:
        if expression.startswith("(.*/)?", offset):
            tokens.append(FOLDERS)
            offset += len("(.*/)?")
            continue
        char = expression[offset]
        if char == "\\":
            source = _escape(expression[offset + 1], pattern)
            offset += 2
        elif char == "[":
            source, offset = _class(expression, offset + 1, pattern)
        else:
            source = "[^\n]" if char == "." else char if char == "^" else re.escape(char)
            offset += 1
        repeated = expression.startswith("*", offset)
        tokens.append(Token("any" if repeated else "one", source))
        offset += repeated
    return tokens


def _escape(char: str, pattern: str) -> str:
    if char.isascii() and char.isalnum():
        if char not in _GO_ESCAPES:
            raise WrongPatternError(pattern)
        return r"\Z" if char == "z" else "\\" + char
    return re.escape(char)


def _class(expression: str, offset: int, pattern: str) -> tuple[str, int]:
    out = ["["]
    if expression[offset : offset + 1] == "^":
        out.append("^")
        offset += 1
    first = True
    while offset < len(expression):
        char = expression[offset]
        posix = _POSIX_CLASS.match(expression, offset)
        if char == "]" and not first:
            return "".join(out) + "]", offset + 1
        if posix and posix[1] in _POSIX_CLASSES:
            out.append(_POSIX_CLASSES[posix[1]])
            offset = posix.end()
        elif char == "\\" and offset + 1 < len(expression):
            out.append(_escape(expression[offset + 1], pattern))
            offset += 2
        else:
            out.append(char if char == "-" else re.escape(char))
            offset += 1
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
    offset = 0
    while offset < len(pattern):
        char = pattern[offset]
        if char == "*":
            tokens.append(IN_FOLDER)
            offset += 1
        elif char == "?":
            tokens.append(NOT_SLASH)
            offset += 1
        elif char == "\\":
            tokens.append(Token("one", re.escape(pattern[offset + 1])))
            offset += 2
        elif char == "[":
            end = _class_end(pattern, offset + 1)
            tokens.append(Token("one", _glob_class(pattern[offset + 1 : (end or offset + 2) - 1])))
            offset = end or len(pattern)
        else:
            tokens.append(Token("one", re.escape(char)))
            offset += 1
    try:
        return Wildcards(tokens)
    except re.error:  # a range like `[z-a]`, which matches nothing
        return Wildcards([Token("one", r"(?!)")])


def _glob_class(inner: str) -> str:
    out = ["["]
    offset = 0
    if inner.startswith("^"):
        out.append("^")
        offset = 1
    while offset < len(inner):
        if inner[offset] == "\\":
            offset += 1
            out.append(re.escape(inner[offset]))
        else:
            out.append("-" if inner[offset] == "-" else re.escape(inner[offset]))
        offset += 1
    return "".join(out) + "]"


def has_wildcards(path: str) -> bool:
    r"""Whether BuildKit takes a COPY source for a pattern; `\*` alone does not make it one."""
    offset = 0
    while offset < len(path):
        if path[offset] == "\\":
            offset += 1
        elif path[offset] in "*?[":
            return True
        offset += 1
    return False
