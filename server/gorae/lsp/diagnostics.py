"""When a document is checked, and what was found, as it is pushed to the client."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.lint import messages
from gorae.lint.engine import check as check_document
from gorae.lsp import shellcheck
from gorae.lsp.rows import SEVERITIES, range_json
from gorae.lsp.uris import is_read_only

if TYPE_CHECKING:
    from gorae.lint.diagnostic import Diagnostic
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.texts import Language

# Checks that take longer than this wait for a pause of their own length, so that a burst of keys never piles up.
QUICK_CHECK_SECONDS = 0.03
_LONGEST_WAIT_SECONDS = 0.5
# A completion or hover that comes right behind a key is answered before the text is checked.
_TAGS = {"unnecessary": 1, "deprecated": 2}  # LSP 3.17, `DiagnosticTag`
_PAUSE_SECONDS = 0.002
# A client that can ask does so when it opens a document: pushed before, it would have each finding twice for a moment.
_ASKS_WITHIN_SECONDS = 0.05


def schedule(session: Session, document: OpenDocument) -> None:
    """Checks the document when the loop is free, and pushes what is found; a check that waits already is replaced.

    The first text is checked before there is a loop: nothing else waits then.
    """
    if session.starting is not None:
        _check_first(session, document)
        return
    took = document.check_seconds
    _check_after(session, document, _PAUSE_SECONDS if took < QUICK_CHECK_SECONDS else min(took, _LONGEST_WAIT_SECONDS))


def recheck(session: Session, document: OpenDocument) -> None:
    """Checks again a text of which something new is known; a client that asks by itself is told to, if that matters."""
    document.invalidate()
    if not document.published.is_pulled:
        schedule(session, document)
        return
    check(session, document)
    if rows(session, document) != document.published.items:
        refresh(session)


def refresh(session: Session) -> None:
    """Tells a client that asks for diagnostics to ask again."""
    if session.client.pulls_diagnostics and session.client.can.refreshes_diagnostics:
        session.start(_refresh(session))


async def _refresh(session: Session) -> None:
    await session.connection.request("workspace/diagnostic/refresh", None)


def _check_first(session: Session, document: OpenDocument) -> None:
    check(session, document)
    if session.client.pulls_diagnostics:
        session.when_running(lambda: schedule(session, document))  # it may ask, or wait to be told
    else:
        push(session, document)


def _check_after(session: Session, document: OpenDocument, seconds: float) -> None:
    import asyncio

    if document.check_timer is not None:
        document.check_timer.cancel()
    document.check_timer = asyncio.get_running_loop().call_later(seconds, _check_and_push, session, document)


def _check_and_push(session: Session, document: OpenDocument) -> None:
    document.check_timer = None
    if not session.is_open(document):
        return
    try:
        check(session, document)
    except Exception as error:  # noqa: BLE001  # one bad rule must not end the session
        session.report(error)
        return
    if document.published.is_pulled:
        return
    now = time.monotonic()
    if document.pull_awaited_until is None:
        document.pull_awaited_until = now + _ASKS_WITHIN_SECONDS
    if session.client.pulls_diagnostics and now < document.pull_awaited_until:
        _check_after(session, document, document.pull_awaited_until - now)
    else:
        push(session, document)


def check(session: Session, document: OpenDocument) -> list[Diagnostic]:
    """What is found in the document as it is now; nothing is checked twice, and nothing that is only there to be read."""
    if is_read_only(document.uri):
        return []
    if document.diagnostics is None and document.settings is not None:
        began = time.monotonic()
        document.external = shellcheck.known_findings(session, document, recheck)
        document.diagnostics = check_document(
            document.document,
            document.settings,
            document.context,
            document.findings,
            document.external,
            emulate=apply_hadolint_semantics,
            on_error=session.report_rule,
        )
        document.check_seconds = time.monotonic() - began
    return document.diagnostics or []


def push(session: Session, document: OpenDocument) -> None:
    """Sends what was found, with the version that it is of."""
    document.published.is_pushed = True
    session.connection.notify(
        "textDocument/publishDiagnostics",
        {"uri": document.uri, "version": document.version, "diagnostics": rows(session, document)},
    )


def clear(session: Session, uri: str, version: int | None = None) -> None:
    """Takes the pushed diagnostics of a file back."""
    params: Json = {"uri": uri, "diagnostics": []}
    session.connection.notify(
        "textDocument/publishDiagnostics", params if version is None else {**params, "version": version}
    )


def rows(session: Session, document: OpenDocument) -> list[Json]:
    """All that was found in a document, as the protocol's `Diagnostic`."""
    language = session.language_of(document)
    found = [row(session, document, problem, language) for problem in document.diagnostics or ()]
    if document.scanned is not None and document.scanned[0] == document.version:
        found += document.scanned[1]
    return found


def row(session: Session, document: OpenDocument, problem: Diagnostic, language: Language) -> Json:
    """One finding as the protocol's `Diagnostic`."""
    return {
        "range": range_json(document.text, problem.span, session.client.encoding),
        "message": messages.message(problem, language),
        "severity": SEVERITIES[problem.severity],
        "code": problem.rule.name,
        "codeDescription": {"href": messages.url(problem.rule, language)},
        "source": messages.source(problem.rule),
        **_related(session, document, problem, language),
        **({"tags": [_TAGS[problem.rule.tag]]} if problem.rule.tag and session.client.can.diagnostic_tags else {}),
    }


def _related(session: Session, document: OpenDocument, problem: Diagnostic, language: Language) -> Json:
    """The other places that a finding is about, for a client that shows them."""
    if not problem.related or not session.client.can.shows_related:
        return {}
    text = messages.related_message(problem, language)
    places = [range_json(document.text, span, session.client.encoding) for span in problem.related]
    return {
        "relatedInformation": [{"location": {"uri": document.uri, "range": place}, "message": text} for place in places]
    }
