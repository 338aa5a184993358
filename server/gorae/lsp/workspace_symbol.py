"""`workspace/symbol`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lsp.document_symbol import KINDS
from gorae.lsp.places import location
from gorae.lsp.workspace_files import dockerfiles
from gorae.navigation import workspace_symbols

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session

_MOST = 500


async def workspace_symbol(session: Session, params: Json) -> list[Json]:
    """The stages and ARGs of all Dockerfiles whose names have the query's characters in this order."""
    query = str(params.get("query", "")).casefold()
    rows: list[Json] = []
    for known in await dockerfiles(session):
        for symbol in workspace_symbols(known.build):
            if not _matches(query, symbol.name.casefold()):
                continue
            row = {
                "name": symbol.name,
                "kind": KINDS[symbol.kind],
                "location": location(session, known.uri, known.text, symbol.name_span),
                "containerName": known.uri.rsplit("/", 1)[-1],
            }
            rows.append(row)
            if len(rows) == _MOST:
                return rows
    return rows


def _matches(query: str, name: str) -> bool:
    offset = 0
    for character in query:
        offset = name.find(character, offset) + 1
        if not offset:
            return False
    return True
