"""`textDocument/hover`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from gorae.facts.argument_sets import build_as_called
from gorae.hover import hover_at
from gorae.lsp import around_features
from gorae.lsp.conversions import offset_of, range_of
from gorae.lsp.markup import linked, markup, with_rest
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.lsp.session import Session


def hover(session: Session, params: types.HoverParams) -> types.Hover | None:
    """What the word under the cursor means here, with what was found there last; nothing is checked for it."""
    beside = session.around.get(params.text_document.uri)
    if beside is not None:
        return around_features.hover(session, beside, offset_of(beside.text, params.position, session.client.encoding))
    document = session.documents.get(params.text_document.uri)
    if document is None or not session.options_of(document).hover:
        return None
    offset = offset_of(document.text, params.position, session.client.encoding)
    language = session.language_of(document)
    found = hover_at(
        document.document,
        build_as_called(document.document, document.context),
        offset,
        language,
        document.context,
        document.touching(Span(offset, offset)),
        on_error=session.report_provider,
    )
    if found is None:
        return None
    text = with_rest(session, found.markdown, found.whole)
    content = markup(linked(session.client, text, language), session.client.can.hover_formats)
    return types.Hover(content, range_of(document.text, found.span, session.client.encoding))
