"""`textDocument/foldingRange`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lsp.places import document_of
from gorae.navigation import folds
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session


def folding_range(session: Session, params: Json) -> list[Json] | None:
    """What may be folded."""
    document = document_of(session, params)
    if document is None:
        return None
    text, encoding = document.text, session.client.encoding
    rows = []
    for fold in folds(build(document.document)):
        start, end = text.position(fold.start, encoding), text.position(fold.end, encoding)
        row: Json = {
            "startLine": start.line,
            "startCharacter": start.column,
            "endLine": end.line,
            "endCharacter": end.column,
        }
        if fold.kind:
            row["kind"] = fold.kind
        rows.append(row)
    return rows
