"""`gorae.scan` and `gorae.stopScan`: trivy looks at a Dockerfile, what it finds stands among its diagnostics."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

from gorae.lsp.rows import SEVERITIES, range_json
from gorae.lsp.uris import path_of

if TYPE_CHECKING:
    from gorae.around.scan import Report
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.texts import Language


async def scan(session: Session, uri: str) -> str | None:
    """Runs trivy on an open, saved Dockerfile; the report as Markdown. None where it was stopped, or nothing is open."""
    from gorae.around.phrases import say
    from gorae.around.scan import as_markdown
    from gorae.around.scan import scan as scan_file
    from gorae.programs import trivy

    document, path = session.documents.get(uri), path_of(uri)
    if document is None or path is None:
        return None
    language = session.language_of(document)
    program = trivy.locate()
    if program is None:
        session.start(_say_missing(session, language))
        return None
    stop_scan(session, uri)
    stop = session.scans[uri] = Event()
    text, version = document.text.value, document.version

    def run() -> Report:
        return scan_file(program, path, text, language, stop)

    try:
        report = await asyncio.get_running_loop().run_in_executor(None, run)
    except trivy.StoppedError:
        return None
    except trivy.TrivyError as error:
        _show(session, say("scan-failed", language, reason=error.reason))
        return None
    finally:
        if session.scans.get(uri) is stop:
            del session.scans[uri]
    if session.is_open(document) and document.version == version:
        _tell(session, document, report)
    return as_markdown(report, path.name, language)


def stop_scan(session: Session, uri: str) -> None:
    """Ends the scan of a document, if one runs."""
    running = session.scans.pop(uri, None)
    if running is not None:
        running.set()


async def _say_missing(session: Session, language: Language) -> None:
    """Says how to install trivy; where the client has buttons and opens pages, one leads to the page on it."""
    from gorae.around.phrases import say
    from gorae.reference.markup import published

    can, message, how = session.client.can, say("scan-missing", language), say("scan-how", language)
    if not (can.message_actions and can.shows_documents):
        _show(session, message)
        return
    question = {"type": 2, "message": message, "actions": [{"title": how}]}
    if await session.connection.request("window/showMessageRequest", question) is not None:
        page = {"uri": published("concepts/scanning", language), "external": True}
        await session.connection.request("window/showDocument", page)


def _show(session: Session, message: str) -> None:
    session.connection.notify("window/showMessage", {"type": 2, "message": message})


def _tell(session: Session, document: OpenDocument, report: Report) -> None:
    from gorae.lsp import diagnostics

    document.scanned = (document.version, [_row(session, report, number) for number in range(len(report.found))])
    if document.published.is_pulled:
        diagnostics.refresh(session)
    else:
        diagnostics.schedule(session, document)


def _row(session: Session, report: Report, number: int) -> Json:
    one = report.found[number]
    row: Json = {
        "range": range_json(report.document.text, one.span, session.client.encoding),
        "message": one.message,
        "severity": SEVERITIES[one.severity],
        "code": one.code,
        "source": "trivy",
    }
    if one.url:
        row["codeDescription"] = {"href": one.url}
    return row
