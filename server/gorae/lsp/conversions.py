"""Places, edits and diagnostics between our units, the protocol's JSON and lsprotocol's classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from gorae.source import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.source import Edit, Encoding, Text


def range_of(text: Text, span: Span, encoding: Encoding) -> types.Range:
    """A span as lines and columns."""
    start, end = text.position(span.start, encoding), text.position(span.end, encoding)
    return types.Range(types.Position(start.line, start.column), types.Position(end.line, end.column))


def span_of(text: Text, place: types.Range, encoding: Encoding) -> Span:
    """Lines and columns as a span."""
    start, end = offset_of(text, place.start, encoding), offset_of(text, place.end, encoding)
    return Span(min(start, end), max(start, end))


def offset_of(text: Text, place: types.Position, encoding: Encoding) -> int:
    """A line and column as an offset."""
    return text.offset(Position(place.line, place.character), encoding)


def text_edits(text: Text, edits: Iterable[Edit], encoding: Encoding) -> list[types.TextEdit]:
    """Edits of one text."""
    return [types.TextEdit(range_of(text, edit.span, encoding), edit.text) for edit in edits]


def diagnostic_of(row: dict[str, Any]) -> types.Diagnostic:
    """A diagnostic that is JSON already, as a code action names it."""
    start, end = row["range"]["start"], row["range"]["end"]
    href = row.get("codeDescription", {}).get("href")
    return types.Diagnostic(
        types.Range(types.Position(**start), types.Position(**end)),
        row["message"],
        types.DiagnosticSeverity(row["severity"]),
        row["code"],
        types.CodeDescription(href) if href else None,
        row["source"],
    )
