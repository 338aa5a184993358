"""`textDocument/documentSymbol`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lsp.places import document_of
from gorae.lsp.rows import range_json
from gorae.navigation import outline
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.navigation import Symbol

# LSP 3.17, `SymbolKind`.
KINDS = {"directive": 7, "stage": 5, "instruction": 12, "argument": 14, "variable": 13, "label": 20}
_DEPRECATED = 1


def document_symbol(session: Session, params: Json) -> list[Json] | None:
    """The outline: a tree, or for a client that knows none a list."""
    document = document_of(session, params)
    if document is None:
        return None
    rows = outline(build(document.document))
    if session.client.can.symbol_trees:
        return [_row(session, document, symbol) for symbol in rows]
    return [row for symbol in rows for row in _flat(session, document, symbol, None)]


def _row(session: Session, document: OpenDocument, symbol: Symbol) -> Json:
    row: Json = {
        "name": symbol.name,
        "kind": KINDS[symbol.kind],
        "range": range_json(document.text, symbol.span, session.client.encoding),
        "selectionRange": range_json(document.text, symbol.name_span, session.client.encoding),
    }
    if symbol.detail:
        row["detail"] = symbol.detail
    if symbol.children:
        row["children"] = [_row(session, document, child) for child in symbol.children]
    if symbol.deprecated and session.client.can.symbol_tags:
        row["tags"] = [_DEPRECATED]
    return row


def _flat(session: Session, document: OpenDocument, symbol: Symbol, container: str | None) -> list[Json]:
    row: Json = {
        "name": symbol.name,
        "kind": KINDS[symbol.kind],
        "location": {
            "uri": document.uri,
            "range": range_json(document.text, symbol.span, session.client.encoding),
        },
    }
    if container is not None:
        row["containerName"] = container
    return [row, *(one for child in symbol.children for one in _flat(session, document, child, symbol.name))]
