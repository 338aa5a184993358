"""`textDocument/diagnostic`: what was found, for a client that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gorae.lsp import around, build_context, config_diagnostics, shellcheck
from gorae.lsp.diagnostics import check, clear
from gorae.lsp.incoming import uri_of
from gorae.lsp.large_texts import hint
from gorae.lsp.written_rows import written_rows

if TYPE_CHECKING:
    from gorae.lsp.json_text import JsonText
    from gorae.lsp.session import Json, Session


async def pull(session: Session, params: Json) -> Json:
    """The report for a client that asks; empty for a document that is not open.

    A client that can be asked to pull again gets what is known now, others all that there is to be known.
    """
    uri = uri_of(params)
    configuration = session.configurations.get(uri)
    if configuration is not None:
        if session.client.pulls_diagnostics:
            _stop_pushing(session, configuration)
        return _report(config_diagnostics.rows(session, configuration))
    beside = session.around.get(uri)
    if beside is not None:
        if session.client.pulls_diagnostics:
            _stop_pushing(session, beside)
        await around.settled(beside)
        return _report(around.rows(session, beside))
    document = session.documents.get(uri)
    if document is None:
        return _report([hint(session.language, is_read=False)] if uri in session.too_large else [])
    if not session.client.can.refreshes_diagnostics:
        await build_context.settled(document)
    if session.client.pulls_diagnostics:
        _stop_pushing(session, document)
    check(session, document)
    if not session.client.can.refreshes_diagnostics:
        await shellcheck.settled(document)
        check(session, document)
    document.published.rows = written_rows(session, document)
    answer = report(document.published.rows, params.get("previousResultId"))
    related = await _related(session)
    return {**answer, "relatedDocuments": related} if related else answer


async def _related(session: Session) -> Json:
    """What is found in the open compose and bake files now: what they ask for may have come or gone with a Dockerfile's edit.

    Only for a client that takes it and cannot be asked to pull again, which would be told otherwise.
    """
    if session.client.can.refreshes_diagnostics or not session.client.can.takes_related_documents:
        return {}
    found: Json = {}
    for uri, beside in list(session.around.items()):
        if beside.kind != "ignore":
            await around.settled(beside)
            _stop_pushing(session, beside)
            found[uri] = _report(around.rows(session, beside))
    return found


def _report(items: list[Json]) -> Json:
    return {"kind": "full", "items": items}


def report(rows: JsonText, before: object) -> Json:
    """A report with a number that stands for what is in it; a client that has the same already gets only that."""
    number = f"{hash(rows):x}-{len(rows)}"
    if number == before:
        return {"kind": "unchanged", "resultId": number}
    return {"kind": "full", "resultId": number, "items": rows}


def _stop_pushing(session: Session, opened: Any) -> None:
    """Takes pushed diagnostics back from a client that asks: one that shows both would show each twice."""
    opened.published.is_pulled = True
    if opened.published.is_pushed:
        opened.published.is_pushed = False
        clear(session, opened.uri, opened.version)
