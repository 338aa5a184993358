"""Places and edits in the client's units."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

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


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None for `untitled:` and others that are no files."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    return Path(url2pathname(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path)) if parts.path else None


def name_of(uri: str) -> str:
    """The last part of a URI, for messages."""
    return unquote(uri.rsplit("/", 1)[-1])
