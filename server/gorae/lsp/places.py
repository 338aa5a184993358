"""Where a request points, and where an answer points: documents, offsets and locations, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.lsp.incoming import position, uri_of
from gorae.lsp.rows import range_json
from gorae.source import Span
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.source import Edit, Text
    from gorae.stages import Build


class Place(NamedTuple):
    """An open Dockerfile, understood, and an offset in it."""

    document: OpenDocument
    build: Build
    offset: int

    @property
    def text(self) -> Text:
        """The document's text."""
        return self.document.text


def document_of(session: Session, params: Json) -> OpenDocument | None:
    """The open Dockerfile that a request names."""
    return session.documents.get(uri_of(params))


def place_of(session: Session, params: Json) -> Place | None:
    """The place that a request points to; None where the document is not open here."""
    document = document_of(session, params)
    if document is None:
        return None
    return Place(document, build(document.document), offset_at(session, document.text, params, "position"))


def offset_at(session: Session, text: Text, params: object, path: str) -> int:
    """The position at a dotted path of the parameters as an offset."""
    return text.offset(position(params, path), session.client.encoding)


def span_at(session: Session, text: Text, place: object) -> Span:
    """A range of the protocol as a span."""
    start, end = offset_at(session, text, place, "start"), offset_at(session, text, place, "end")
    return Span(min(start, end), max(start, end))


def location(session: Session, uri: str, text: Text, span: Span) -> Json:
    """A span of a text as the protocol's `Location`."""
    return {"uri": uri, "range": range_json(text, span, session.client.encoding)}


def edit_json(session: Session, text: Text, edit: Edit) -> Json:
    """An edit as the protocol's `TextEdit`."""
    return {"range": range_json(text, edit.span, session.client.encoding), "newText": edit.text}
