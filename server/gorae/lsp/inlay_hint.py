"""`textDocument/inlayHint`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.argument_sets import build_as_called
from gorae.hints.inlay import hints
from gorae.lsp import around_features
from gorae.lsp.incoming import member, uri_of
from gorae.lsp.places import document_of, span_at

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session


def inlay_hint(session: Session, params: Json) -> list[Json] | None:
    """The hints of a range, of the kinds that the settings ask for."""
    beside = session.around.get(uri_of(params))
    if beside is not None:
        return around_features.hints(session, beside, span_at(session, beside.text, member(params, "range", dict)))
    document = document_of(session, params)
    if document is None or not session.options_of(document).inlay_hints:
        return None
    options = session.options_of(document)
    within = span_at(session, document.text, member(params, "range", dict))
    language = session.language_of(document)
    rows = []
    for hint in hints(
        build_as_called(document.document, document.context), options.hint_kinds, language, document.context, within
    ):
        line, column = document.text.position(hint.offset, session.client.encoding)
        row: Json = {"position": {"line": line, "character": column}, "label": hint.label, "paddingLeft": True}
        if hint.tooltip:
            row["tooltip"] = hint.tooltip
        rows.append(row)
    return rows
