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
from gorae.syntax.lexing import SPACES, read, shell_words
from gorae.syntax.nodes import Directive, SyntaxIssue

if TYPE_CHECKING:
    from collections.abc import Iterator

BOM = "\ufeff"

_CONTINUES = {
    "\\": re.compile(r"(?<!\\)\\[ \t]*[\r\n]*\Z"),
    "`": re.compile(r"(?<!`)`[ \t]*[\r\n]*\Z"),
}
# What ends a keyword or a plain word; other blanks of Unicode do not.
BLANKS = "\t\v\f\r "
_MAY_HAVE_HEREDOC = re.compile(
    rf"[{SPACES}]*(?:ONBUILD[{BLANKS}]+)?(?:ADD|COPY|RUN)(?![^{BLANKS}])", re.IGNORECASE | re.ASCII
)
_DIRECTIVE = re.compile(rf"#[{SPACES}]*([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=[\t\f\r ]*([^\n]+?)[\t\f\r ]*\Z")
_DIRECTIVES = frozenset(("syntax", "escape", "check"))
_HEREDOC = re.compile(r"[0-9]*<<(-?)[\t\n\f\r ]*([^<]*)\Z")
_ESCAPED = re.compile(r"\\.", re.DOTALL)


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
    end: int  # behind the last character, its newline left out
    stop: int  # where the next line begins


class Header(NamedTuple):
    """What stands above the first instruction and decides how the rest is read."""

    end: int  # where the line behind the last directive begins
    escape: str
    directives: tuple[Directive, ...]
    issues: tuple[SyntaxIssue, ...]


def scan_header(text: str) -> Header:
    """The parser directives: at the very top, before any other line; an unknown one ends them, as a comment does."""
    offset = 1 if text.startswith(BOM) else 0
    directives: list[Directive] = []
    issues: list[SyntaxIssue] = []
    escape = "\\"
    seen: dict[str, Span] = {}
    while offset < len(text):
        stop = _line_stop(text, offset)
        line = text[offset:stop].rstrip("\r\n")
        indent = len(line) - len(line.lstrip(SPACES))
        match = _DIRECTIVE.match(line, indent)
        if match is None or match[1].lower() not in _DIRECTIVES:
            break
        name = match[1].lower()
        span = Span(offset + match.start(), offset + match.end())
        value_span = Span(offset + match.start(2), offset + match.end(2))
        directives.append(
            Directive(span, name, Span(offset + match.start(1), offset + match.end(1)), match[2], value_span)
        )
        if name in seen:
            issues.append(SyntaxIssue("directive-twice", span, (("name", name),)))
        seen.setdefault(name, span)
        if name == "escape":
            if match[2] in ("\\", "`"):
                escape = match[2]
            else:
                issues.append(SyntaxIssue("escape-invalid", value_span, (("value", match[2]),)))
        offset = stop
    return Header(offset, escape, tuple(directives), tuple(issues))


def behind_shebang(text: str) -> tuple[Directive, ...]:
    """The directives below `#!`, which the Engine passes over where it looks for `syntax` and `check` (not for `escape`),
    unless a byte order mark stands before it."""
    offset = text.find("\n") + 1
    if not text.startswith("#!") or not offset:
        return ()
    return tuple(
        one._replace(
            span=one.span.shift(offset), name_span=one.name_span.shift(offset), value_span=one.value_span.shift(offset)
        )
        for one in scan_header(text[offset:]).directives
        if one.name != "escape"
    )


def scan(text: str, offset: int, escape: str) -> Iterator[Chunk]:
    """The chunks from `at`, which must be a line's start outside of any instruction, on to the text's end."""
    size = len(text)
    if offset == 0 and text.startswith(BOM):
        offset = 1
    while offset < size:
        stop = text.find("\n", offset) + 1 or size
        line = text[offset:stop]
        body = line.lstrip(SPACES)
        if body:
            start = stop - len(body)
            if body[0] == "#":
                yield Chunk("comment", start, start + len(body.rstrip("\r\n")), stop)
            else:
                stop = _instruction_stop(text, offset, start, escape)
                yield Chunk("instruction", start, _trim(text, start, stop), stop)
        offset = stop


def continued_lines(text: str, offset: int, escape: str) -> tuple[list[tuple[int, int]], list[Span], list[Span], int]:
    """Takes the instruction that begins at `at` apart into the parts of its joined line.

    Returns the parts as (start, end) offsets, the comment lines, the blank lines inside, and where the line behind the
    joined line's last one begins (heredoc bodies start there); all in offsets of the text.
    """
    continues = _CONTINUES[escape]
    parts: list[tuple[int, int]] = []
    comments: list[Span] = []
    blanks: list[Span] = []
    size, first = len(text), True
    while offset < size:
        stop = text.find("\n", offset) + 1 or size
        line = text[offset:stop]
        if not first:
            body = line.lstrip(SPACES)
            if not body:
                blanks.append(Span(offset, stop))
                offset = stop
                continue
            if body[0] == "#":
                start = stop - len(body)
                comments.append(Span(start, start + len(body.rstrip("\r\n"))))
                offset = stop
                continue
        first = False
        match = continues.search(line) if escape in line else None
        if match is None:
            parts.append((offset, offset + len(line.rstrip("\r\n"))))
            return parts, comments, blanks, stop
        parts.append((offset, offset + match.start()))
        offset = stop
    return parts, comments, blanks, size


def may_have_heredoc(joined: str) -> bool:
    """Whether the joined line's instruction is one that BuildKit looks for heredocs in."""
    return "<<" in joined and _MAY_HAVE_HEREDOC.match(joined) is not None


def heredoc_marks(joined: str) -> list[HeredocMark]:
    """The heredoc markers among the words of a joined line; quotes and escapes are respected."""
    marks: list[HeredocMark] = []
    if not may_have_heredoc(joined):
        return marks
    for start, end in shell_words(joined):
        match = _HEREDOC.match(joined[start:end])
        if match is None:
            continue
        dash, written = match.groups()
        name, uses, _ = read(written, "\\")
        # A modifier's word takes what stands before it out of the word, and the `<<` with it (shell/lex.go, `wordsBuffer`).
        if name and not any(use.modifier for use in uses):
            quoted = any(quote in _ESCAPED.sub("", written) for quote in "'\"")
            marks.append(HeredocMark(start, end, name, not quoted, bool(dash)))
    return marks


def heredoc_bodies(text: str, offset: int, marks: list[HeredocMark]) -> tuple[list[HeredocBody], int]:
    """The bodies of the markers from the line that begins at `at`, one after another, and the next line's start."""
    bodies: list[HeredocBody] = []
    size = len(text)
    for mark in marks:
        body_start, end = offset, None
        while offset < size:
            stop = _line_stop(text, offset)
            line = text[offset:stop].rstrip("\r\n")
            name = line.lstrip("\t") if mark.strip_tabs else line
            if name == mark.name:
                end = Span(offset + len(line) - len(name), offset + len(line))
                bodies.append(HeredocBody(mark, Span(body_start, offset), end))
                offset = stop
                break
            offset = stop
        if end is None:
            bodies.append(HeredocBody(mark, Span(body_start, offset), None))
    return bodies, offset


def _line_stop(text: str, offset: int) -> int:
    return text.find("\n", offset) + 1 or len(text)


def _instruction_stop(text: str, offset: int, start: int, escape: str) -> int:
    """Where the line behind the instruction whose first line begins at `at` begins."""
    stop = text.find("\n", offset) + 1 or len(text)
    first = text[start:stop]
    if escape not in first and "<<" not in first:
        return stop
    parts, _, _, stop = continued_lines(text, start, escape)
    if all("<<" not in text[a:b] for a, b in parts) and len(parts) < 2:
        return stop
    marks = heredoc_marks("".join(text[a:b] for a, b in parts))
    return heredoc_bodies(text, stop, marks)[1]


def _trim(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] in "\r\n":
        stop -= 1
    return stop
