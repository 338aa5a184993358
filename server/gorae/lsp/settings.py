"""When the settings of open documents are read again: files, folders or the client's settings changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lsp import around, build_context, config_diagnostics, diagnostics, wrong_settings
from gorae.lsp.options import read_options
from gorae.lsp.resolved_settings import resolve
from gorae.lsp.uris import name_of

if TYPE_CHECKING:
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session


def apply(session: Session, document: OpenDocument) -> None:
    """Gives a document the settings as they are now, publishes what is wrong in its configuration file, checks it."""
    document.settings, file, issues = resolve(session, document.uri, session.options_of(document))
    if document.configuration != (path := file.path if file is not None else None):
        document.configuration = path
        session.log(f"{name_of(document.uri)}: {path or 'gorae.toml -'}")
    config_diagnostics.push_nearest(session, document.uri, file, issues)
    document.invalidate()
    diagnostics.schedule(session, document)


def apply_to_all(session: Session) -> None:
    """Reads configuration and folders of all open documents again, after files or settings changed."""
    session.changed.set()
    around.surroundings_changed(session)
    for document in session.documents.values():
        apply(session, document)
        build_context.read(session, document, diagnostics.schedule)
    diagnostics.refresh(session)


async def ask(session: Session, document: OpenDocument | None = None) -> None:
    """Asks the client for its settings (LSP 3.17, `workspace/configuration`): a document's, or everyone's."""
    item: Json = {"section": "gorae"}
    if document is not None:
        item["scopeUri"] = document.uri
    answer = await session.connection.request("workspace/configuration", {"items": [item]})
    wrong_settings.tell(session, answer[0] if isinstance(answer, list) and answer else None)
    options = read_options(answer[0] if isinstance(answer, list) and answer else None, session.options)
    if document is None:
        if options != session.options:
            session.options = options
            apply_to_all(session)
    elif session.is_open(document) and options != session.options_of(document):
        document.options = options
        apply(session, document)


def did_change_configuration(session: Session, params: Json) -> None:
    """The settings changed: asks for them, or takes those that came."""
    if session.client.can.configuration:
        for document in session.documents.values():
            session.start(ask(session, document))
        session.start(ask(session))
        return
    wrong_settings.tell(session, params.get("settings"))
    session.options = read_options(params.get("settings"), session.options)
    apply_to_all(session)
