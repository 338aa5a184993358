"""`textDocument/formatting`, `rangeFormatting`, `rangesFormatting` and `onTypeFormatting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.formatting import CASES, Options, edits_after, format_edits
from gorae.lsp.incoming import member
from gorae.lsp.places import document_of, edit_json, offset_at, span_at
from gorae.lsp.uris import is_read_only
from gorae.stages import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.source import Edit


def formatting(session: Session, params: Json) -> list[Json] | None:
    """The edits that lay the document out."""
    document = _document(session, params)
    if document is None:
        return None
    return _edits(session, document, format_edits(build(document.document), _options(session, document, params)))


def range_formatting(session: Session, params: Json) -> list[Json] | None:
    """The edits of the lines that a range touches."""
    return ranges_formatting(session, {**params, "ranges": [member(params, "range", dict)]})


def ranges_formatting(session: Session, params: Json) -> list[Json] | None:
    """The edits of the lines that one of several ranges touches."""
    document = _document(session, params)
    if document is None:
        return None
    made, options = build(document.document), _options(session, document, params)
    found: dict[Edit, None] = {}
    for place in member(params, "ranges", list):
        found |= dict.fromkeys(format_edits(made, options, span_at(session, document.text, place)))
    return _edits(session, document, sorted(found))


def on_type_formatting(session: Session, params: Json) -> list[Json] | None:
    """The edits after Enter or the escape character."""
    document = _document(session, params)
    if document is None:
        return None
    offset = offset_at(session, document.text, params, "position")
    options = _options(session, document, params)
    return _edits(session, document, edits_after(build(document.document), offset, member(params, "ch", str), options))


def _document(session: Session, params: Json) -> OpenDocument | None:
    document = document_of(session, params)
    if document is None or is_read_only(document.uri):
        return None
    return document if session.options_of(document).format else None


def _options(session: Session, document: OpenDocument, params: Json) -> Options:
    given = member(params, "options", dict) if params.get("options") is not None else {}
    size = given.get("tabSize")
    case = session.options_of(document).keyword_case
    return Options(
        tab_size=size if isinstance(size, int) and size > 0 else 4,
        insert_spaces=given.get("insertSpaces") is not False,
        keyword_case=next((one for one in CASES if one == case), "consistent"),
    )


def _edits(session: Session, document: OpenDocument, edits: Iterable[Edit]) -> list[Json]:
    return [edit_json(session, document.text, edit) for edit in edits]
