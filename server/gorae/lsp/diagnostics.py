"""When a document is checked, and what was found, as it is pushed to the client."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.lint.engine import check_in_parts
from gorae.lsp import shellcheck
from gorae.lsp.large_texts import is_large, reduced
from gorae.lsp.uris import is_earlier_version
from gorae.lsp.written_rows import written_rows

if TYPE_CHECKING:
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session

# Checks that take longer than this wait for a pause of their own length, so that a burst of keys never piles up.
QUICK_CHECK_SECONDS = 0.03
_LONGEST_WAIT_SECONDS = 0.5
# A completion or hover that comes right after a keystroke is answered before the text is checked.
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
    """Checks again a text of which something new is known; a client that asks by itself is asked to do so, if that matters."""
    document.invalidate()
    if not document.published.is_pulled:
        schedule(session, document)
        return
    check(session, document)
    if written_rows(session, document) != document.published.rows:
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


def check(session: Session, document: OpenDocument) -> None:
    """Looks at the document as it is now; nothing is checked twice, and no earlier version that stands beside today's."""
    if is_earlier_version(document.uri):
        return
    if document.checked is None and document.settings is not None:
        began = time.monotonic()
        large = is_large(document.text)
        document.external = [] if large else shellcheck.known_findings(session, document, recheck)
        document.checked = check_in_parts(
            document.document,
            reduced(document.settings) if large else document.settings,
            document.context,
            document.findings,
            document.external,
            emulate=apply_hadolint_semantics,
            on_error=session.report_rule,
        )
        document.check_seconds = time.monotonic() - began


def push(session: Session, document: OpenDocument) -> None:
    """Sends what was found, with the version that it is of."""
    document.published.is_pushed = True
    session.connection.notify(
        "textDocument/publishDiagnostics",
        {"uri": document.uri, "version": document.version, "diagnostics": written_rows(session, document)},
    )


def clear(session: Session, uri: str, version: int | None = None) -> None:
    """Takes the pushed diagnostics of a file back."""
    params: Json = {"uri": uri, "diagnostics": []}
    session.connection.notify(
        "textDocument/publishDiagnostics", params if version is None else {**params, "version": version}
    )
