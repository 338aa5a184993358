"""ShellCheck beside the editor: a keystroke never waits for it. Its findings are added when they come.

What it said is remembered by the script's text, so a keystroke in one RUN leaves the findings in all others where they are,
and findings of a text that has moved on are of no script any more.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gorae.lint.selection import wants_shellcheck
from gorae.lsp.process import at_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.lint.diagnostic import Found
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Session
    from gorae.shellcheck.extract import ShellScript
    from gorae.shellcheck.findings import Answer
    from gorae.shellcheck.process import Known, ShellCheckComment
    from gorae.syntax import Document

# ShellCheck starts when nothing was typed for so long: half a word is no script to be judged.
PAUSE_SECONDS = 0.15
_KEPT_AT_ONCE = 10  # scripts: while somebody types, each pause brings a new one that nobody wants again


def known_findings(
    session: Session, document: OpenDocument, then: Callable[[Session, OpenDocument], None]
) -> list[Found]:
    """What is known already of the document as it is now.

    The rest is asked for when the typing pauses; `then` is called when something more is known.
    """
    if document.shellcheck_timer is not None:
        document.shellcheck_timer.cancel()
        document.shellcheck_timer = None
    if session.shellcheck.is_absent or document.settings is None or not wants_shellcheck(document.settings):
        return []
    found: list[Found] = []
    if session.shellcheck.known is not None:
        found, missing = _answer(session, document, session.shellcheck.known)
        if not missing:
            return found
    # ShellCheck's room is loaded after the first findings were sent.
    if document.shellcheck_run is None:
        session.when_running(lambda: _start_later(session, document, then))
    return found


def _start_later(session: Session, document: OpenDocument, then: Callable[[Session, OpenDocument], None]) -> None:
    import asyncio

    if document.shellcheck_timer is None:
        loop = asyncio.get_running_loop()
        document.shellcheck_timer = loop.call_later(PAUSE_SECONDS, _start, session, document, then)


def _answer(session: Session, document: OpenDocument, known: Known) -> Answer:
    from gorae.shellcheck.extract import Memory
    from gorae.shellcheck.findings import answer
    from gorae.stages import build

    if document.scripts is None:
        document.scripts = Memory()
    return answer(build(document.document), known, document.scripts, session.report_rule)


def _start(session: Session, document: OpenDocument, then: Callable[[Session, OpenDocument], None]) -> None:
    document.shellcheck_timer = None
    if session.is_open(document):
        document.shellcheck_run = session.start(_run(session, document, then))


async def _run(session: Session, document: OpenDocument, then: Callable[[Session, OpenDocument], None]) -> None:
    import asyncio

    from gorae.shellcheck.process import Known, program, stop_all

    at_end(stop_all)
    shellcheck = session.shellcheck
    try:
        loop = asyncio.get_running_loop()
        path = await loop.run_in_executor(None, program)
        if shellcheck.known is None:
            shellcheck.known = await loop.run_in_executor(None, Known)
        shellcheck.is_absent = path is None
        if shellcheck.path != path:
            shellcheck.path = path
            session.log(f"ShellCheck: {path}")
        if shellcheck.is_absent:
            return
        _, missing = _answer(session, document, shellcheck.known)
        if missing:
            # A script that it could not be asked about is not asked about again.
            answers = await loop.run_in_executor(None, _run_program, missing)
            shellcheck.known.add({script.text: () for script in missing if script.text not in answers}, lasts=False)
            shellcheck.known.add(answers)
            await loop.run_in_executor(None, partial(shellcheck.known.keep, at_least=_KEPT_AT_ONCE))
        found, missing = _answer(session, document, shellcheck.known)
        if document.checked is not None and not missing and found == document.external:
            return  # what was found holds
    finally:
        document.shellcheck_run = None
    if session.is_open(document):
        then(session, document)


def findings_of_any_text(session: Session, document: OpenDocument) -> Callable[[Document], list[Found]] | None:
    """What says of any text what is known of its scripts; None where ShellCheck is not wanted."""
    known = session.shellcheck.known
    if known is None or document.settings is None or not wants_shellcheck(document.settings):
        return None
    from gorae.shellcheck.findings import answer
    from gorae.stages import build

    return lambda text: answer(build(text), known, on_error=session.report_rule).found


async def settled(document: OpenDocument) -> None:
    """Waits for what runs or waits for a document."""
    import asyncio

    while document.shellcheck_timer is not None or document.shellcheck_run is not None:
        run = document.shellcheck_run
        await (asyncio.wait({run}) if run is not None else asyncio.sleep(PAUSE_SECONDS / 3))


def _run_program(scripts: list[ShellScript]) -> dict[str, tuple[ShellCheckComment, ...]]:
    from gorae.shellcheck import process as shellcheck

    found: dict[str, tuple[ShellCheckComment, ...]] = {}
    for batch in shellcheck.start(scripts):
        found |= batch.collect()
    return found
