"""What a shell word means: its value without quotes, and the variables in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from gorae.source import Span

_PLAIN = re.compile(r"[^\\'\"$`*?\[{]*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SIMPLE = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])")
_BRACED = re.compile(r"\$\{([#!]?)([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])?")
_OPERATOR = re.compile(r":?[-=?+]|##?|%%?|//?[#%]?|\^\^?|,,?|@|:|\[")
_DOUBLE_QUOTED_ESCAPES = '$`"\\\n'


class ShellVariable(NamedTuple):
    """A variable that the shell fills in: `$NAME`, `${NAME}`, `${NAME:-word}`, or NAME in arithmetic.

    `span` covers all of it, `name_span` the name alone. `modifier` is what stands between name and `}` (`:-word`), or
    the sign before it (`#`, `!`), or None; `quoted` tells whether word splitting is off.
    """

    name: str
    span: Span
    name_span: Span
    quoted: bool
    braces: bool
    modifier: str | None

    @property
    def operator(self) -> str:
        """The modifier's operator (`:-`, `##`), or nothing."""
        match = _OPERATOR.match(self.modifier or "")
        return match.group() if match else ""

    @property
    def assigns(self) -> bool:
        """Whether the use gives the variable a value: `${X:=y}`."""
        return self.operator in {"=", ":="}


class Reading(NamedTuple):
    """What `read` found. Offsets of variables count from the word's first character."""

    value: str
    static: bool
    globs: bool
    variables: tuple[ShellVariable, ...]
    style: str


def read(text: str, *, in_heredoc: bool = False) -> Reading:
    """The meaning of a word, continuations already taken out. Never raises; an open quote ends with the word.

    `value` has no quotes and no escapes; expansions stay as they are written. `style` is "bare", "single", "double"
    (all of the word in one pair of quotes) or "mixed".
    """
    if not in_heredoc and _PLAIN.fullmatch(text):
        return Reading(text, True, False, (), "bare")
    return _Reader(text, in_heredoc).read()


class _Open(NamedTuple):
    """A `${` or `$((` that waits for its end."""

    kind: str
    start: int
    match: re.Match[str] | None


class _Reader:
    """One pass over a word with a stack of what is open: quotes `"`, `{` = `${`, `(`, backticks, `a` = `$((`."""

    __slots__ = ("at", "commands", "globs", "heredoc", "out", "stack", "static", "text", "uses")

    def __init__(self, text: str, in_heredoc: bool) -> None:
        self.text = text
        self.heredoc = in_heredoc
        self.at = 0
        self.out: list[str] = []
        self.stack: list[_Open] = [_Open('"', 0, None)] if in_heredoc else []
        self.commands = 0  # how many `$(` and backticks are open: what is in them belongs to other commands
        self.static = True
        self.globs = False
        self.uses: list[tuple[int, ShellVariable]] = []

    def read(self) -> Reading:
        text, size = self.text, len(self.text)
        while self.at < size:
            self.step(text[self.at])
        for left in reversed(self.stack):  # a word that is being typed: `${NAME` is a use already
            if left.kind == "{" and not self.commands:
                self.use(left, size)
        uses = tuple(use for _, use in sorted(self.uses))
        return Reading("".join(self.out), self.static, self.globs, uses, _style(text))

    def step(self, character: str) -> None:
        text, offset, stack = self.text, self.at, self.stack
        kind = stack[-1].kind if stack else ""
        if character == "\\":
            self.escaped(kind)
        elif character == "'" and kind not in {'"', "`"} and not (kind == "{" and self.quoted()):
            end = text.find("'", offset + 1)
            self.copy(len(text) if end < 0 else end + 1, text[offset + 1 : len(text) if end < 0 else end])
        elif character == '"' and not (self.heredoc and len(stack) == 1):
            self.copy(offset + 1, "")
            if kind == '"':
                stack.pop()
            else:
                stack.append(_Open('"', offset, None))
        elif character == "`":
            self.static = False
            self.copy(offset + 1, "`")
            if kind == "`":
                stack.pop()
                self.commands -= 1
            elif any(entry.kind == "`" for entry in stack):
                while stack[-1].kind != "`":
                    self.close()
                stack.pop()
                self.commands -= 1
            else:
                stack.append(_Open("`", offset, None))
                self.commands += 1
        elif character == "$":
            self.dollar(kind)
        elif (kind == "{" and character == "}") or (kind in {"(", "a"} and character == ")"):
            self.close()
        elif kind in {"(", "a"} and character == "(":
            stack.append(_Open("(" if kind == "(" else "p", offset, None))
            self.commands += kind == "("
            self.copy(offset + 1, character)
        elif kind == "p" and character in "()":
            if character == "(":
                stack.append(_Open("p", offset, None))
            else:
                stack.pop()
            self.copy(offset + 1, character)
        elif kind in {"a", "p"} and not self.commands and (name := _NAME.match(text, offset)):
            span = Span(name.start(), name.end())
            self.uses.append((span.start, ShellVariable(name.group(), span, span, True, False, None)))
            self.copy(name.end(), name.group())
        else:
            if not stack and character in "*?[{":
                self.globs = self.globs or character != "{" or "," in text or ".." in text
            plain = _PLAIN.match(text, offset + 1) if not stack else None
            end = plain.end() if plain else offset + 1
            self.copy(end, text[offset:end])

    def copy(self, end: int, value: str) -> None:
        """Goes on at `end`; inside an expansion the characters stay as they are written."""
        raw = self.stack and (self.stack[-1].kind != '"' or len(self.stack) > 1)
        self.out.append(self.text[self.at : end] if raw else value)
        self.at = end

    def quoted(self) -> bool:
        return any(entry.kind == '"' for entry in self.stack)

    def escaped(self, kind: str) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if kind == '"' and following not in _DOUBLE_QUOTED_ESCAPES:
            self.copy(self.at + 1, "\\")
        elif following == "\n":
            self.copy(self.at + 2, "")
        else:
            self.copy(self.at + 2, following or "\\")

    def dollar(self, kind: str) -> None:
        text, offset = self.text, self.at
        if text.startswith("$((", offset):
            self.open("a", offset, 3)
        elif text.startswith("$(", offset):
            self.open("(", offset, 2)
            self.commands += 1
        elif match := _BRACED.match(text, offset):
            self.static = False
            self.out.append(match.group())
            self.stack.append(_Open("{", offset, match))
            self.at = match.end()
        elif match := _SIMPLE.match(text, offset):
            self.static = False
            if not self.commands:
                span = Span(offset, match.end())
                name = ShellVariable(match.group(1), span, Span(offset + 1, match.end()), self.quoted(), False, None)
                self.uses.append((offset, name))
            self.out.append(match.group())
            self.at = match.end()
        elif text.startswith("$'", offset) and kind != '"':
            match = re.compile(r"\$'((?:[^\\']|\\.)*)'?", re.DOTALL).match(text, offset)
            assert match is not None  # noqa: S101 - the text begins with what the expression asks for
            self.copy(match.end(), match.group(1))
        elif text.startswith('$"', offset) and kind != '"':
            self.at += 1
        else:
            self.copy(offset + 1, "$")

    def open(self, kind: str, offset: int, size: int) -> None:
        self.static = False
        self.out.append(self.text[offset : offset + size])
        self.stack.append(_Open(kind, offset, None))
        self.at += size

    def close(self) -> None:
        entry = self.stack.pop()
        end = self.at + 1
        if entry.kind == "(":
            self.commands -= 1
        elif entry.kind == "a" and self.text.startswith("))", self.at):
            end += 1
        elif entry.kind == "{" and not self.commands:
            self.use(entry, end)
        self.out.append(self.text[self.at : end])
        self.at = end

    def use(self, entry: _Open, end: int) -> None:
        match = entry.match
        if match is None or match.group(2) is None:
            return
        rest = self.text[match.end() : end].removesuffix("}")
        modifier = rest or match.group(1) or None
        span, name_span = Span(entry.start, end), Span(*match.span(2))
        found = ShellVariable(match.group(2), span, name_span, self.quoted(), True, modifier)
        self.uses.append((entry.start, found))


def _style(text: str) -> str:
    if text[:1] == "'" and text.find("'", 1) == len(text) - 1 and len(text) > 1:
        return "single"
    if re.fullmatch(r'"(?:[^"\\]|\\.)*"', text, re.DOTALL):
        return "double"
    return "mixed" if "'" in text or '"' in text or "\\" in text else "bare"


def split(text: str) -> list[tuple[int, int]]:
    """Where the words of a line begin and end that is no list of commands, such as what stands between `[` and `]`."""
    found: list[tuple[int, int]] = []
    offset, size = 0, len(text)
    start = -1
    while offset < size:
        character = text[offset]
        if character in " \t\r\n" or text.startswith("\\\n", offset):
            if start >= 0 and character != "\\":
                found.append((start, offset))
                start = -1
            offset += 2 if character == "\\" else 1
            continue
        if start < 0:
            start = offset
        offset = _behind(text, offset)
    if start >= 0:
        found.append((start, size))
    return found


_CLOSERS = {'"': '"', "`": "`", "$(": ")", "${": "}"}


def _behind(text: str, offset: int) -> int:
    """The offset behind the quoted or expanded piece at an offset, else behind one character."""
    stack: list[str] = []
    size = len(text)
    while offset < size:
        character = text[offset]
        if character == "\\":
            offset += 2
        elif character == "'" and '"' not in stack:
            end = text.find("'", offset + 1)
            offset = size if end < 0 else end + 1
        elif stack and character == stack[-1]:
            stack.pop()
            offset += 1
        elif character in '"`':
            stack.append(character)
            offset += 1
        elif text[offset : offset + 2] in _CLOSERS:
            stack.append(_CLOSERS[text[offset : offset + 2]])
            offset += 2
        elif stack and character == "(" and stack[-1] == ")":
            stack.append(")")
            offset += 1
        else:
            offset += 1
        if not stack:
            return min(offset, size)
    return size
