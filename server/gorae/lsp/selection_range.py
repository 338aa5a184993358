"""`textDocument/selectionRange`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lsp.incoming import member
from gorae.lsp.places import document_of, offset_at
from gorae.lsp.rows import range_json
from gorae.navigation import selections
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session


def selection_range(session: Session, params: Json) -> list[Json] | None:
    """The growing selections at each position, in the order of the positions."""
    document = document_of(session, params)
    if document is None:
        return None
    made = build(document.document)
    rows = []
    for position in member(params, "positions", list):
        row: Json | None = None
        for span in reversed(selections(made, offset_at(session, document.text, {"position": position}, "position"))):
            around = {"range": range_json(document.text, span, session.client.encoding)}
            row = around if row is None else {**around, "parent": row}
        rows.append(row or {"range": {"start": position, "end": position}})
    return rows
