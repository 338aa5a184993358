r"""Where instructions, comments and directives begin and end: BuildKit's rules for lines.

Facts (BuildKit, frontend/dockerfile/parser): lines end at LF alone; the first line's BOM goes; an instruction goes on
where its line ends in the escape character with nothing but blanks behind it and no second one before it; comment
lines and blank lines inside of it are skipped; directives stand above everything else; ADD, COPY and RUN, also behind
ONBUILD, may have here-documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.source import Span
from gorae.syntax.nodes import Directive, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

BOM = "\ufeff"
# Go's unicode.IsSpace; Python's isspace would add U+001C to U+001F.
SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
HEREDOC_INSTRUCTIONS = frozenset(("ADD", "COPY", "RUN"))

_CONTINUES = {
    "\\": re.compile(r"(?<!\\)\\[ \t]*[\r\n]*\Z"),
    "`": re.compile(r"(?<!`)`[ \t]*[\r\n]*\Z"),
}
_KEYWORD = re.compile(r"[^\s]+")
_DIRECTIVE = re.compile(r"#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*\Z", re.ASCII)
_DIRECTIVES = frozenset(("syntax", "escape", "check"))
_HEREDOC = re.compile(r"(\d*)<<(-?)([^<]+)\Z")


class HeredocMark(NamedTuple):
    """A heredoc's marker: where it stands on the joined line, and what closes it."""

    start: int
    end: int
    name: str
    expand: bool
    strip_tabs: bool


class HeredocBody(NamedTuple):
    """A heredoc's lines, and its closing name if there is one."""

    mark: HeredocMark
    body: Span
    end: Span | None


class Chunk(NamedTuple):
    """A comment or an instruction, in offsets of the text."""

    kind: Literal["comment", "instruction"]
    start: int  # the first character that is no blank
    end: int  # behind the last character, its line end left out
    stop: int  # where the next line begins


class Header(NamedTuple):
    """What stands above the first instruction and decides how the rest is read."""

    end: int  # where the line behind the last directive begins
    escape: str
    directives: tuple[Directive, ...]
    faults: tuple[Fault, ...]


def scan_header(text: str) -> Header:
    """The parser directives: at the very top, before any other line; an unknown one ends them, as a comment does."""
    at = 1 if text.startswith(BOM) else 0
    directives: list[Directive] = []
    faults: list[Fault] = []
    escape = "\\"
    seen: set[str] = set()
    while at < len(text):
        stop = _line_stop(text, at)
        line = text[at:stop].rstrip("\r\n")
        indent = len(line) - len(line.lstrip(SPACES))
        match = _DIRECTIVE.match(line, indent)
        if match is None or match[1].lower() not in _DIRECTIVES:
            break
        name = match[1].lower()
        span = Span(at + match.start(), at + match.end())
        value_span = Span(at + match.start(2), at + match.end(2))
        directives.append(Directive(span, name, Span(at + match.start(1), at + match.end(1)), match[2], value_span))
        if name in seen:
            faults.append(Fault("directive-twice", span, (("name", name),)))
        seen.add(name)
        if name == "escape":
            if match[2] in ("\\", "`"):
                escape = match[2]
            else:
                faults.append(Fault("escape-invalid", value_span, (("value", match[2]),)))
        at = stop
    return Header(at, escape, tuple(directives), tuple(faults))


def scan(text: str, at: int, escape: str) -> Iterator[Chunk]:
    """The chunks from `at`, which must be a line's start outside of any instruction, on to the text's end."""
    size = len(text)
    if at == 0 and text.startswith(BOM):
        at = 1
    while at < size:
        stop = text.find("\n", at) + 1 or size
        line = text[at:stop]
        body = line.lstrip(SPACES)
        if body:
            start = stop - len(body)
            if body[0] == "#":
                yield Chunk("comment", start, start + len(body.rstrip("\r\n")), stop)
            else:
                stop = _instruction_stop(text, at, start, escape)
                yield Chunk("instruction", start, _trim(text, start, stop), stop)
        at = stop


def continued_lines(text: str, at: int, escape: str) -> tuple[list[tuple[int, int]], list[Span], list[Span], int]:
    """Takes the instruction that begins at `at` apart into the parts of its joined line.

    Returns the parts as (start, end) offsets, the comment lines, the blank lines inside, and where the line behind the
    joined line's last one begins (heredoc bodies start there); all in offsets of the text.
    """
    continues = _CONTINUES[escape]
    parts: list[tuple[int, int]] = []
    comments: list[Span] = []
    blanks: list[Span] = []
    size, first = len(text), True
    while at < size:
        stop = text.find("\n", at) + 1 or size
        line = text[at:stop]
        if not first:
            body = line.lstrip(SPACES)
            if not body:
                blanks.append(Span(at, stop))
                at = stop
                continue
            if body[0] == "#":
                start = stop - len(body)
                comments.append(Span(start, start + len(body.rstrip("\r\n"))))
                at = stop
                continue
        first = False
        match = continues.search(line) if escape in line else None
        if match is None:
            parts.append((at, at + len(line.rstrip("\r\n"))))
            return parts, comments, blanks, stop
        parts.append((at, at + match.start()))
        at = stop
    return parts, comments, blanks, size


def may_have_heredoc(joined: str) -> bool:
    """Whether the joined line's instruction is one that BuildKit looks for heredocs in."""
    if "<<" not in joined:
        return False
    words = joined.split(None, 2)
    name = words[0].upper() if words else ""
    if name == "ONBUILD" and len(words) > 1:
        name = words[1].upper()
    return name in HEREDOC_INSTRUCTIONS


def heredoc_marks(joined: str, escape: str) -> list[HeredocMark]:
    """The heredoc markers among the words of a joined line; quotes and escapes are respected."""
    marks: list[HeredocMark] = []
    if not may_have_heredoc(joined):
        return marks
    for start, end in raw_words(joined, escape):
        match = _HEREDOC.match(joined[start:end])
        if match is None:
            continue
        written = match[3]
        inner = raw_words(written, escape)
        if len(inner) != 1 or inner[0] != (0, len(written)):
            continue
        name = unquote(written, escape)
        if name is not None:
            marks.append(HeredocMark(start, end, name, not any(c in written for c in "'\""), bool(match[2])))
    return marks


def heredoc_bodies(text: str, at: int, marks: list[HeredocMark]) -> tuple[list[HeredocBody], int]:
    """The bodies of the markers from the line that begins at `at`, one after another, and where the next line begins."""
    bodies: list[HeredocBody] = []
    size = len(text)
    for mark in marks:
        body_start, end = at, None
        while at < size:
            stop = _line_stop(text, at)
            line = text[at:stop].rstrip("\r\n")
            name = line.lstrip("\t") if mark.strip_tabs else line
            if name == mark.name:
                end = Span(at + len(line) - len(name), at + len(line))
                bodies.append(HeredocBody(mark, Span(body_start, at), end))
                at = stop
                break
            at = stop
        if end is None:
            bodies.append(HeredocBody(mark, Span(body_start, at), None))
    return bodies, at


def raw_words(line: str, escape: str) -> list[tuple[int, int]]:
    """Words split at blanks, with quotes and escapes respected and left in place (BuildKit's shell lexer).

    An open quote reaches to the line's end. Returns (start, end) offsets.
    """
    if escape not in line and "'" not in line and '"' not in line and "$" not in line:
        return [match.span() for match in _KEYWORD.finditer(line)]
    words: list[tuple[int, int]] = []
    at, size, start = 0, len(line), -1
    while at < size:
        char = line[at]
        if char.isspace():
            if start >= 0:
                words.append((start, at))
                start = -1
            at += 1
            continue
        if start < 0:
            start = at
        if char == escape:
            at += 2
        elif char == "'":
            close = line.find("'", at + 1)
            at = size if close < 0 else close + 1
        elif char == '"':
            at += 1
            while at < size and line[at] != '"':
                at += 2 if line[at] == escape else 1
            at += 1
        elif line.startswith("${", at):
            at = braces_end(line, at + 2, escape)
        else:
            at += 1
    if start >= 0:
        words.append((start, size))
    return words


def braces_end(line: str, at: int, escape: str) -> int:
    """Behind the `}` that closes a `${` whose inside begins at `at`; the line's end where none does."""
    depth, size = 1, len(line)
    while at < size:
        char = line[at]
        if char == escape:
            at += 2
            continue
        if char == "}":
            depth -= 1
            if depth == 0:
                return at + 1
        elif line.startswith("${", at):
            depth += 1
            at += 1
        at += 1
    return size


def unquote(word: str, escape: str) -> str | None:
    """A word without its quotes and escapes, or None where a quote stays open. Variables stay as written."""
    if escape not in word and "'" not in word and '"' not in word:
        return word
    out: list[str] = []
    at, size = 0, len(word)
    while at < size:
        char = word[at]
        if char == "'":
            close = word.find("'", at + 1)
            if close < 0:
                return None
            out.append(word[at + 1 : close])
            at = close + 1
        elif char == '"':
            at += 1
            while at < size and word[at] != '"':
                if word[at] == escape and at + 1 < size and word[at + 1] in ('"', "$", escape):
                    at += 1  # inside double quotes the escape character holds for these three alone
                out.append(word[at])
                at += 1
            if at >= size:
                return None
            at += 1
        elif char == escape:
            out.append(word[at + 1 : at + 2])
            at += 2
        else:
            out.append(char)
            at += 1
    return "".join(out)


def _line_stop(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _instruction_stop(text: str, at: int, start: int, escape: str) -> int:
    """Where the line behind the instruction whose first line begins at `at` begins."""
    stop = text.find("\n", at) + 1 or len(text)
    first = text[start:stop]
    if escape not in first and "<<" not in first:
        return stop
    parts, _, _, stop = continued_lines(text, start, escape)
    if all("<<" not in text[a:b] for a, b in parts) and len(parts) < 2:
        return stop
    marks = heredoc_marks("".join(text[a:b] for a, b in parts), escape)
    return heredoc_bodies(text, stop, marks)[1]


def _trim(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] in "\r\n":
        stop -= 1
    return stop
