"""The texts as the client has them: opened, changed, saved, closed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from gorae.lsp import build_context, config_diagnostics, diagnostics, settings
from gorae.lsp.documents import Change, OpenConfiguration, change_document, change_text, open_document
from gorae.source import Position, Text

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session

logger = logging.getLogger("gorae")


def did_open(session: Session, params: Json) -> None:
    """Takes in a text; it is checked when the loop is free."""
    item = params["textDocument"]
    uri, version, text = str(item["uri"]), int(item["version"]), str(item["text"])
    if config_diagnostics.is_configuration(uri):
        opened = session.configurations[uri] = OpenConfiguration(uri, version, Text(text))
        config_diagnostics.push(session, opened)
        return
    _forget(session, uri)
    document = session.documents[uri] = open_document(uri, version, text)
    settings.apply(session, document)
    build_context.read(session, document, diagnostics.schedule)
    if session.client.can.configuration:
        session.start(settings.ask(session, document))


def did_change(session: Session, params: Json) -> None:
    """Applies changes; texts that were overtaken are not checked."""
    identifier = params["textDocument"]
    uri, version = str(identifier["uri"]), int(identifier["version"])
    changes = [_change(each) for each in params["contentChanges"]]
    configuration = session.configurations.get(uri)
    if configuration is not None:
        configuration.text = change_text(configuration.text, changes, session.client.encoding)
        configuration.version = version
        config_diagnostics.push(session, configuration)
        return
    document = session.documents.get(uri)
    if document is None:
        logger.warning("changes of a document that is not open: %s", uri)
        return
    document.document = change_document(document.document, changes, session.client.encoding)
    document.version = version
    document.invalidate()
    diagnostics.schedule(session, document)
    build_context.read_if_stale(session, document, diagnostics.schedule)


def did_save(session: Session, params: Json) -> None:
    """Files around a saved one may have changed as well."""
    document = session.documents.get(params["textDocument"]["uri"])
    if document is not None:
        build_context.read(session, document, diagnostics.schedule)


def did_close(session: Session, params: Json) -> None:
    """Forgets a document and takes its diagnostics away."""
    uri = params["textDocument"]["uri"]
    if session.configurations.pop(uri, None) is not None:
        diagnostics.clear(session, uri)
        settings.apply_to_all(session)  # from now on the saved file is what counts
        return
    was_pushed = _forget(session, uri)
    config_diagnostics.leave(session, uri)
    if was_pushed:
        diagnostics.clear(session, uri)


def _forget(session: Session, uri: str) -> bool:
    """Drops a document and its work; whether diagnostics were pushed for it."""
    document = session.documents.pop(uri, None)
    if document is None:
        return False
    document.close()
    return document.published.is_pushed


def _change(event: Any) -> Change:
    place = event.get("range")
    if place is None:
        return Change(None, None, str(event["text"]))
    return Change(_position(place["start"]), _position(place["end"]), str(event["text"]))


def _position(place: Any) -> Position:
    return Position(int(place["line"]), int(place["character"]))
