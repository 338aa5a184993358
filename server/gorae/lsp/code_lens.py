"""`textDocument/codeLens`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.hints.lenses import lenses
from gorae.lsp import around_features
from gorae.lsp.incoming import uri_of
from gorae.lsp.places import document_of, location
from gorae.lsp.rows import range_json
from gorae.stages import build

if TYPE_CHECKING:
    from gorae.hints.lenses import Lens
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session

# Commands of the client: it says in `initializationOptions.commands` which it has.
SHOW_USES = "gorae.showUses"
BUILD_STAGE = "gorae.buildStage"


def code_lens(session: Session, params: Json) -> list[Json] | None:
    """The lines above stages. Without a command of the client's they are plain text."""
    beside = session.around.get(uri_of(params))
    if beside is not None:
        return around_features.lenses(session, beside)
    document = document_of(session, params)
    if document is None or not session.options_of(document).code_lens:
        return None
    found = lenses(
        build(document.document), session.language_of(document), builds=BUILD_STAGE in session.client.commands
    )
    return [_row(session, document, lens) for lens in found]


def _row(session: Session, document: OpenDocument, lens: Lens) -> Json:
    encoding = session.client.encoding
    keyword = lens.stage.from_instruction.keyword
    command: Json = {"title": lens.title, "command": ""}
    if lens.is_text:
        pass
    elif not lens.places:
        target = lens.stage.name or str(lens.stage.index)
        command |= {"command": BUILD_STAGE, "arguments": [document.uri, target, _context(document)]}
    elif SHOW_USES in session.client.commands:
        places = [location(session, document.uri, document.text, span) for span in lens.places]
        start = range_json(document.text, keyword, encoding)["start"]
        command |= {"command": SHOW_USES, "arguments": [document.uri, start, places]}
    return {"range": range_json(document.text, keyword, encoding), "command": command}


def _context(document: OpenDocument) -> str | None:
    return str(document.context.root) if document.context is not None else None
