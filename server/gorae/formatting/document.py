"""A whole Dockerfile, laid out, as edits of single lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.formatting.instruction import laid_out
from gorae.formatting.style import Options, style_of
from gorae.source import Edit, Span, apply_edits
from gorae.stages import build as build_of
from gorae.syntax import INSTRUCTIONS, Comment, parse
from gorae.syntax.scanner import BOM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Scope
    from gorae.syntax import Document

_MOST_BLANK_LINES = 2
# What begins a line of templates (Go and Jinja, ERB, PHP, m4, autoconf), where it stands in an instruction's place.
_OF_A_TEMPLATE = re.compile(r"\{\{|\{%|<%|<\?|m4_|%%|@\w+@")
_DEFAULTS = Options()


def format_edits(build: Build, options: Options = _DEFAULTS, within: Span | None = None) -> tuple[Edit, ...]:
    """The edits that lay a document out; with `within`, those of the lines that it touches.

    Every instruction says what it said, comments stay, here-documents are not touched. Edits do not overlap. A template
    stays as it is: nobody knows which of its lines are one instruction.
    """
    text = build.document.text.value
    if _is_template(build.document):
        return ()
    style = style_of(build, options)
    scopes = list(_scopes(build))
    edits: list[Edit] = []
    # Parser directives stay as they are written: what makes one is a matter of single characters.
    top = offset = max(build.document.header.end, int(text.startswith(BOM)))
    for piece in build.document.pieces:
        span = piece.span
        edits += _gap(text, offset, span.start, is_first=offset == top)
        if isinstance(piece, Comment):
            before, new = piece.text, piece.text.rstrip(" \t")
        else:
            before, new = piece.instruction.text, laid_out(piece.instruction, scopes[piece.index], style)
        if new != before:
            edits += _by_line(text, span, new)
        offset = span.end
    edits += _last(text, offset, build.document.newline)
    if within is not None:
        lines = _whole_lines(text, within)
        edits = [edit for edit in edits if edit.span.start <= lines.end and lines.start <= edit.span.end]
    return tuple(edits)


def _is_template(document: Document) -> bool:
    return any(
        node.name not in INSTRUCTIONS and _OF_A_TEMPLATE.match(node.instruction.text) is not None
        for node in document.nodes
    )


def format_text(text: str, options: Options = _DEFAULTS) -> str:
    """A Dockerfile's text, laid out."""
    return apply_edits(text, format_edits(build_of(parse(text)), options))


def _scopes(build: Build) -> Iterator[Scope]:
    yield from build.header_scopes
    for stage in build.stages:
        yield from stage.scopes


def _gap(text: str, start: int, end: int, *, is_first: bool) -> Iterator[Edit]:
    """What stands between two chunks: blanks at lines' ends and starts go, of many blank lines two stay.

    Blank lines at the top stay: without them the first comment might be a parser directive.
    """
    between = text[start:end]
    if not between or between in ("\n", "\r\n"):
        return
    lines = between.split("\n")
    kept = [line[-1:] if line.endswith("\r") else "" for line in lines[:-1]]
    most = _MOST_BLANK_LINES + 1
    if not is_first and len(kept) > most:
        kept = kept[:most]
    new = "".join(line + "\n" for line in kept)
    if new != between:
        yield _narrow(text, Span(start, end), new)


def _last(text: str, offset: int, newline: str) -> Iterator[Edit]:
    """One newline behind the last line."""
    is_ended = text[:offset].endswith("\n")  # directives alone end with their line
    wanted = newline if text[:offset].strip(BOM) and not is_ended else ""
    if text[offset:] != wanted and text.strip(BOM):
        yield Edit(Span(offset, len(text)), wanted)


def _by_line(text: str, span: Span, new: str) -> Iterator[Edit]:
    before = span.of(text)
    old_lines, new_lines = before.split("\n"), new.split("\n")
    if len(old_lines) != len(new_lines):
        yield _narrow(text, span, new)
        return
    offset = span.start
    for old, fresh in zip(old_lines, new_lines, strict=True):
        if old != fresh:
            yield _narrow(text, Span(offset, offset + len(old)), fresh)
        offset += len(old) + 1


def _narrow(text: str, span: Span, new: str) -> Edit:
    """The edit without the beginning and the end that stay."""
    old = span.of(text)
    start = 0
    most = min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start and old[start - 1] == "\r":  # a CRLF is one to some editors
        start -= 1
    return Edit(Span(span.start + start, span.end - end), new[start : len(new) - end])


def _whole_lines(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", max(span.start, span.end - 1))
    return Span(start, len(text) if end < 0 else end)
