"""`textDocument/documentLink`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.argument_sets import build_as_called
from gorae.lsp import around_features
from gorae.lsp.incoming import uri_of
from gorae.lsp.places import document_of
from gorae.lsp.rows import range_json
from gorae.navigation import links

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session


def document_link(session: Session, params: Json) -> list[Json] | None:
    """What leads somewhere: images, files, addresses."""
    beside = session.around.get(uri_of(params))
    if beside is not None:
        return around_features.links(session, beside)
    document = document_of(session, params)
    if document is None:
        return None
    return [
        {"range": range_json(document.text, link.span, session.client.encoding), "target": link.target}
        for link in links(build_as_called(document.document, document.context), document.context)
    ]
