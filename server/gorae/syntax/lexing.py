"""Quotes, escapes and variables: how BuildKit reads a word.

Facts (BuildKit, frontend/dockerfile/shell/lex.go and parser/line_parsers.go): a single quote keeps everything up to
the next one; within double quotes the escape character holds for `"`, `$` and itself alone; outside of quotes it holds
for any character; what stands behind a modifier in `${…}` is read as a word of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Go's unicode.IsSpace; Python's isspace would add U+001C to U+001F.
SPACES = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
# Deeper than any real one; deeper ones are read as text, so that no text exhausts the stack.
MAXIMUM_DEPTH = 60

_NAME = re.compile(r"\d+|[^\W\d]\w*|[@*#?!$-]")
_SPECIAL = {
    (escape, quotes): re.compile("[" + re.escape(escape) + "$" + ("'\"" if quotes else "") + "}/]")
    for escape in "\\`"
    for quotes in (True, False)
}
_SIGNS = frozenset(("-", "+", "?", ":-", ":+", ":?", "#", "%", "/"))


class VariableRef(NamedTuple):
    """A variable in a text, in offsets of it."""

    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    modifier: str = ""
    word_start: int = -1  # -1: nothing stands behind the name
    word_end: int = -1
    braces: bool = True
    nested: tuple[VariableRef, ...] = ()


class Problem(NamedTuple):
    """Where a text can't be read any further, and why: the kind of a fault."""

    kind: str
    start: int
    end: int


class Reading(NamedTuple):
    """What a word says: no quotes and escapes, variables as written; the text itself where it is malformed."""

    value: str
    uses: tuple[VariableRef, ...]
    problem: Problem | None


class _Malformed(Exception):  # noqa: N818  # never leaves this module
    def __init__(self, kind: str, start: int, end: int) -> None:
        super().__init__(kind)
        self.problem = Problem(kind, start, end)


def read(text: str, escape: str, *, quotes: bool = True) -> Reading:
    """Reads a word, or with `quotes` off the body of a here-document, where quotes are characters like others."""
    if "$" not in text and escape not in text and not (quotes and ("'" in text or '"' in text)):
        return Reading(text, (), None)
    reader = _Reader(text, escape, quotes=quotes)
    pieces: list[str] = []
    uses: list[VariableRef] = []
    try:
        reader.until("", 0, pieces, uses, 0)
    except _Malformed as error:
        return Reading(text, tuple(uses), error.problem)
    return Reading("".join(pieces), tuple(uses), None)


def quoted_words(line: str, escape: str) -> list[tuple[int, int]]:
    """The words of ENV, LABEL and ARG as (start, end): quotes and escapes keep blanks together.

    An open quote reaches to the line's end.
    """
    return [match.span() for match in _QUOTED[escape].finditer(line) if match[0] != escape]


def shell_words(line: str) -> list[tuple[int, int]]:
    r"""The words among which BuildKit looks for here-documents, as (start, end); none at all where it can't read on.

    The escape character is the backslash here, whatever the directive says. Blanks behind `<<` belong to the word.
    """
    reader = _Reader(line, "\\", quotes=True)
    words: list[tuple[int, int]] = []
    uses: list[VariableRef] = []
    offset, size, start = 0, len(line), -1
    try:
        while offset < size:
            char = line[offset]
            if char in SPACES:
                if start >= 0:
                    words.append((start, offset))
                start = -1
                offset += 1
                continue
            if start < 0:
                start = offset
            if line.startswith("<<", offset):
                offset += 2
                while offset < size and line[offset] in "\t\r ":
                    offset += 1
            else:
                offset = reader.step(offset, [], uses, 0)
    except _Malformed:
        return []
    if start >= 0:
        words.append((start, size))
    return words


class _Reader:
    __slots__ = ("escape", "quotes", "size", "special", "text")

    def __init__(self, text: str, escape: str, *, quotes: bool) -> None:
        self.text, self.escape, self.quotes, self.size = text, escape, quotes, len(text)
        self.special = _SPECIAL[escape, quotes]

    def until(self, stop: str, offset: int, pieces: list[str], uses: list[VariableRef], depth: int) -> int:
        """Reads on to behind the `stop` character, or to the end where it is empty; -1 where `stop` does not come."""
        text, size = self.text, self.size
        while offset < size:
            if text[offset] == stop:
                return offset + 1
            match = self.special.search(text, offset)
            if match is None or match.start() > offset:
                end = size if match is None else match.start()
                pieces.append(text[offset:end])
                offset = end
            else:
                offset = self.step(offset, pieces, uses, depth)
        return -1 if stop else offset

    def step(self, offset: int, pieces: list[str], uses: list[VariableRef], depth: int) -> int:
        """Reads one character, or one quoted string or variable, and returns where the next begins."""
        text = self.text
        char = text[offset]
        if char == "$":
            end = self.dollar(offset, uses, depth)
            pieces.append(text[offset:end])
            return end
        if char == self.escape:
            pieces.append(text[offset + 1 : offset + 2])
            return min(offset + 2, self.size)
        if char == "'" and self.quotes:
            close = text.find("'", offset + 1)
            if close < 0:
                raise _Malformed("quote-open", offset, self.size)
            pieces.append(text[offset + 1 : close])
            return close + 1
        if char == '"' and self.quotes:
            return self.double_quote(offset, pieces, uses, depth)
        pieces.append(char)
        return offset + 1

    def double_quote(self, start: int, pieces: list[str], uses: list[VariableRef], depth: int) -> int:
        text, size, escape = self.text, self.size, self.escape
        offset = start + 1
        while offset < size:
            char = text[offset]
            if char == '"':
                return offset + 1
            if char == "$":
                end = self.dollar(offset, uses, depth)
                pieces.append(text[offset:end])
                offset = end
                continue
            if char == escape and text[offset + 1 : offset + 2] in ('"', "$", escape):
                offset += 1
            pieces.append(text[offset : offset + 1])
            offset += 1
        raise _Malformed("quote-open", start, size)

    def dollar(self, start: int, uses: list[VariableRef], depth: int) -> int:
        text, size = self.text, self.size
        if not text.startswith("{", start + 1):
            name = _NAME.match(text, start + 1)
            if name is None:
                return start + 1
            uses.append(
                VariableRef(
                    start,
                    name.end(),
                    name[0],
                    name_start=name.start(),
                    name_end=name.end(),
                    braces=False,
                )
            )
            return name.end()
        offset = start + 2
        if depth >= MAXIMUM_DEPTH:
            return offset
        if offset >= size:
            raise _Malformed("variable-open", start, size)
        name = None if text[offset] in "{}:" else _NAME.match(text, offset)
        name_end = name.end() if name else offset
        if name is None and text[offset] not in "+%/":
            raise self.malformed("variable-invalid", start)
        if text[name_end : name_end + 1] == "}":
            end = name_end + 1
            uses.append(
                VariableRef(
                    start,
                    end,
                    text[offset:name_end],
                    name_start=offset,
                    name_end=name_end,
                )
            )
            return end
        return self.modified(start, offset, name_end, uses, depth)

    def modified(self, start: int, offset: int, name_end: int, uses: list[VariableRef], depth: int) -> int:
        """Reads a `${…}` from behind its name on."""
        text, size = self.text, self.size
        use = VariableRef(start, size, text[offset:name_end], name_start=offset, name_end=name_end)
        sign = text[name_end : name_end + 2] if text.startswith(":", name_end) else text[name_end : name_end + 1]
        if sign in ("", ":"):  # being typed
            uses.append(use)
            raise self.malformed("variable-open", start)
        if sign not in _SIGNS:
            problem = self.malformed("modifier-unknown", start)
            uses.append(use._replace(end=problem.problem.end))
            raise problem
        word_start = name_end + len(sign)
        if sign[-1] in "#%/" and text[word_start : word_start + 1] == sign[-1]:
            sign += sign[-1]
            word_start += 1
        nested: list[VariableRef] = []
        kept = uses if use.name else []  # `${%x}` is nothing, and no mistake either
        end = word_start
        if sign[0] == "/":
            try:
                end = self.until("/", word_start, [], nested, depth + 1)
            except _Malformed:  # it read on behind the `}`, so that is not what is wrong
                end = -1
        if end >= 0:
            end = self.until("}", end, [], nested, depth + 1)
        use = use._replace(modifier=sign, word_start=word_start, nested=tuple(nested))
        if end < 0:
            kept.append(use._replace(word_end=size))
            closed = sign[0] == "/" and "}" in text[word_start:]
            raise self.malformed("variable-invalid" if closed else "variable-open", start)
        kept.append(use._replace(end=end, word_end=end - 1))
        return end

    def malformed(self, kind: str, start: int) -> _Malformed:
        """The problem of a `${` at `start`: up to its `}`, or to its line's end where there is none."""
        text = self.text
        end = text.find("\n", start)
        end = self.size if end < 0 else end
        if kind != "variable-open":
            end = text.find("}", start, end) + 1 or end
        return _Malformed(kind, start, end)


def _quoted(escape: str) -> re.Pattern[str]:
    e = re.escape(escape)
    return re.compile(
        rf"(?:[^{SPACES}'\"{e}]+|{e}(?s:.)|'[^']*(?:'|\Z)|\"(?:[^\"{e}]+|{e}(?s:.))*{e}?(?:\"|\Z)|{e}\Z)+",
    )


_QUOTED = {escape: _quoted(escape) for escape in "\\`"}
