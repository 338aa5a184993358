"""The texts as the client has them: opened, changed, saved, closed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from gorae.lsp import around, build_context, config_diagnostics, diagnostics, incoming, large_texts, settings
from gorae.lsp.documents import OpenConfiguration, change_document, change_text, open_document
from gorae.lsp.rpc import InvalidParamsError
from gorae.lsp.uris import is_notebook
from gorae.source import Text

if TYPE_CHECKING:
    from gorae.lsp.documents import Change, OpenDocument
    from gorae.lsp.session import Json, Session

logger = logging.getLogger("gorae")


def did_open(session: Session, params: Json) -> None:
    """Takes in a text; it is checked when the loop is free."""
    item = incoming.opened(params)
    if is_notebook(item.uri):
        return
    if len(item.text) > large_texts.MOST_READ_CHARACTERS:
        _leave_unread(session, item.uri)
        return
    session.lost.discard(item.uri)
    session.too_large.discard(item.uri)
    if config_diagnostics.is_configuration(item.uri):
        opened = session.configurations[item.uri] = OpenConfiguration(item.uri, item.version, Text(item.text))
        config_diagnostics.push(session, opened)
    elif not around.did_open(session, item):
        _open(session, item)


def is_dockerfile(params: object) -> bool:
    """Whether a message is about a Dockerfile, and no file around it."""
    try:
        uri = incoming.uri_of(params)
    except InvalidParamsError:
        return False
    return not config_diagnostics.is_configuration(uri) and around.kind_of(uri) is None


def _open(session: Session, item: incoming.TextDocument) -> None:
    _forget(session, item.uri)
    document = session.documents[item.uri] = open_document(*item)
    settings.apply(session, document)
    session.when_running(lambda: _look_around(session, document))


def _leave_unread(session: Session, uri: str) -> None:
    """Says of a text that it is too large. From then on it is as one that is not known, until a smaller one comes whole."""
    _forget(session, uri)
    session.configurations.pop(uri, None)
    around.did_close(session, uri)
    session.lost.add(uri)
    session.too_large.add(uri)
    row = large_texts.hint(session.language, is_read=False)
    if not session.client.pulls_diagnostics:
        session.connection.notify("textDocument/publishDiagnostics", {"uri": uri, "diagnostics": [row]})


def _outgrows(session: Session, uri: str, changes: list[Change]) -> bool:
    """Whether a text that is read may be too large after changes."""
    opened = session.documents.get(uri) or session.around.get(uri) or session.configurations.get(uri)
    added = sum(len(change.text) for change in changes)
    return opened is not None and len(opened.text.value) + added > large_texts.MOST_READ_CHARACTERS


def _look_around(session: Session, document: OpenDocument) -> None:
    build_context.read(session, document, diagnostics.recheck)
    if session.client.can.configuration:
        session.start(settings.ask(session, document))


def did_change(session: Session, params: Json) -> None:
    """Applies changes; texts that were overtaken are not checked.

    Where the changes cannot be understood, the text is not guessed: it counts as lost.
    """
    uri = incoming.uri_of(params)
    try:
        version, changes = incoming.member(params, "textDocument.version", int), incoming.changes(params)
    except InvalidParamsError:
        lose_track(session, uri)
        raise
    if _outgrows(session, uri, changes):
        _leave_unread(session, uri)
        return
    configuration = session.configurations.get(uri)
    if configuration is not None:
        configuration.text = change_text(configuration.text, changes, session.client.encoding)
        configuration.version = version
        config_diagnostics.push(session, configuration)
        return
    if around.did_change(session, uri, version, changes):
        return
    document = session.documents.get(uri)
    if document is None:
        _change_lost(session, uri, version, changes)
        return
    document.document = change_document(document.document, changes, session.client.encoding)
    document.version = version
    document.invalidate()
    diagnostics.schedule(session, document)
    around.dockerfile_changed(session)
    build_context.read_if_stale(session, document, diagnostics.recheck)


def lose_track(session: Session, uri: str | None = None) -> None:
    """A text, or every one, may differ from the client's now: nothing is said of it until all of it comes again."""
    for lost in [uri] if uri is not None else [*session.documents, *session.configurations]:
        opened = session.documents.get(lost) or session.configurations.get(lost)
        if opened is None:
            continue
        logger.warning("the text may differ from the editor's, open it again: %s", lost)
        session.lost.add(lost)
        was_pushed = opened.published.is_pushed
        _forget(session, lost)
        session.configurations.pop(lost, None)
        if was_pushed:
            diagnostics.clear(session, lost)


def _change_lost(session: Session, uri: str, version: int, changes: list[Change]) -> None:
    """Changes of a text that is not known: the last whole text among them makes it known again."""
    whole = max((number for number, change in enumerate(changes) if change.start is None), default=None)
    if is_notebook(uri):
        return
    if uri not in session.lost:
        logger.warning("changes of a document that is not open: %s", uri)
    elif whole is not None:
        text = change_text(Text(changes[whole].text), changes[whole + 1 :], session.client.encoding)
        item = {"uri": uri, "version": version, "text": text.value}
        did_open(session, {"textDocument": item})


def did_save(session: Session, params: Json) -> None:
    """Files around a saved one may have changed as well."""
    document = session.documents.get(incoming.uri_of(params))
    if document is not None:
        build_context.read(session, document, diagnostics.recheck)


def did_close(session: Session, params: Json) -> None:
    """Forgets a document and takes its diagnostics away."""
    uri = incoming.uri_of(params)
    session.lost.discard(uri)
    if uri in session.too_large:
        session.too_large.discard(uri)
        diagnostics.clear(session, uri)
    if session.configurations.pop(uri, None) is not None:
        diagnostics.clear(session, uri)
        settings.apply_to_all(session)  # from now on the saved file is what counts
        return
    if around.did_close(session, uri):
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
