"""`workspace/diagnostic`: what is found in all Dockerfiles of the workspace, open or not."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.lint.engine import check_in_parts
from gorae.lint.run import log_error
from gorae.lsp.documents import OpenDocument
from gorae.lsp.incoming import member
from gorae.lsp.large_texts import is_large, reduced
from gorae.lsp.pull_diagnostics import report
from gorae.lsp.resolved_settings import resolve
from gorae.lsp.uris import path_of
from gorae.lsp.workspace_files import dockerfiles
from gorae.lsp.written_rows import written_rows

if TYPE_CHECKING:
    from gorae.lsp.documents import WorkspaceDockerfile
    from gorae.lsp.json_text import JsonText
    from gorae.lsp.session import Json, Session

_AT_ONCE = 8  # files after which what was found so far is sent, to a client that takes parts


async def pull(session: Session, params: Json) -> Json:
    """The report on all files, in parts where the client takes parts; files that are as they were say only that.

    Where nothing is new the answer waits until something changes: a client asks again as soon as it is answered.
    """
    rows = member(params, "previousResultIds", list) if params.get("previousResultIds") is not None else []
    before: dict[str, object] = {member(row, "uri", str): member(row, "value", str) for row in rows}
    while True:
        session.changed.clear()
        rest, is_new = await _reports(session, before, params)
        if not before or is_new:
            return {"items": rest}
        await session.changed.wait()


async def _reports(session: Session, before: dict[str, object], params: Json) -> tuple[list[Json], bool]:
    """The reports that were not sent in parts, and whether any file's is new.

    Where parts are taken the last ones are a part, too: the answer is empty then (LSP 3.17, "Partial Result Progress").
    """
    loop = asyncio.get_running_loop()
    takes_parts = params.get("partialResultToken") is not None
    part: list[Json] = []
    is_new = False
    known = [one for one in await dockerfiles(session) if one.uri not in session.documents]
    _progress(session, params, {"kind": "begin", "title": "Gorae", "percentage": 0})
    try:
        for number, one in enumerate(known):
            found = await loop.run_in_executor(None, _check, session, one)
            answer = report(found, before.get(one.uri))
            if "items" in answer:
                answer["items"] = json.loads(found)
            is_new = is_new or answer["kind"] == "full"
            part.append({"uri": one.uri, "version": None, **answer})
            _progress(session, params, {"kind": "report", "percentage": round(100 * (number + 1) / len(known))})
            if takes_parts and (len(part) >= _AT_ONCE or number + 1 == len(known)):
                value = {"token": params["partialResultToken"], "value": {"items": part}}
                session.connection.notify("$/progress", value)
                part = []
    finally:
        _progress(session, params, {"kind": "end"})
    return part, is_new


def _progress(session: Session, params: Json, value: Json) -> None:
    if params.get("workDoneToken") is not None:
        session.connection.notify("$/progress", {"token": params["workDoneToken"], "value": value})


def _check(session: Session, known: WorkspaceDockerfile) -> JsonText:
    from gorae.context.surroundings import context_of

    path = path_of(known.uri)
    document = OpenDocument(known.uri, 0, known.build.document)
    settings = resolve(session, known.uri, session.options).settings
    document.settings = reduced(settings) if is_large(known.text) else settings
    context = context_of(path, known.text.value, {}) if path is not None else None
    document.checked = check_in_parts(
        document.document,
        document.settings,
        context,
        document.findings,
        emulate=apply_hadolint_semantics,
        on_error=log_error,
    )
    return written_rows(session, document)
