"""ShellCheck beside the editor: a key never waits for it. Its findings are added when they come.

What it said is remembered by the script's text, so a key in one RUN leaves the findings in all others where they are,
and findings of a text that has moved on are of no script any more.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.lint.engine import Found
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.server import GoraeServer
    from gorae.programs.scripts import Memory, ShellScript
    from gorae.programs.shellcheck import Known, ShellCheckComment
    from gorae.syntax import Document

# ShellCheck starts when nothing was typed for so long: half a word is no script to be judged.
PAUSE_SECONDS = 0.15


class Scripts:
    """What ShellCheck says of the scripts in the open documents."""

    def __init__(self, server: GoraeServer) -> None:
        self._server = server
        self._known: Known | None = None
        self._is_absent = False
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._running: dict[str, asyncio.Task[None]] = {}

    def found(self, document: OpenDocument) -> list[Found]:
        """What is known already of the document as it is now; the rest is asked for when the typing pauses."""
        waiting = self._waiting.pop(document.uri, None)
        if waiting is not None:
            waiting.cancel()
        if self._is_absent or document.settings is None or not document.settings.wants_shellcheck:
            return []
        if self._known is None:
            # ShellCheck's room is loaded after the first findings were sent.
            self._later(document)
            return []
        found, missing = self._answer(document, self._known)
        if missing:
            self._later(document)
        return found

    @staticmethod
    def _answer(document: OpenDocument, known: Known) -> tuple[list[Found], list[ShellScript]]:
        from gorae.programs.remarks import answer
        from gorae.programs.scripts import Memory
        from gorae.stages import build

        if not isinstance(document.scripts, Memory):
            document.scripts = Memory()
        memory: Memory = document.scripts
        return answer(build(document.document), known, memory)

    def _later(self, document: OpenDocument) -> None:
        if document.uri not in self._running:
            loop = asyncio.get_running_loop()
            self._waiting[document.uri] = loop.call_later(PAUSE_SECONDS, self._start, document)

    def _start(self, document: OpenDocument) -> None:
        self._waiting.pop(document.uri, None)
        if self._server.documents.get(document.uri) is not document:
            return
        task = asyncio.ensure_future(self._run(document))
        self._running[document.uri] = task
        self._server.watch(task)

    async def _run(self, document: OpenDocument) -> None:
        from gorae.programs.shellcheck import Known, program

        try:
            if self._known is None:
                self._known = Known()
            loop = asyncio.get_running_loop()
            self._is_absent = await loop.run_in_executor(None, program) is None
            if self._is_absent:
                return
            _, missing = self._answer(document, self._known)
            if missing:
                # A script that it could not be asked about is not asked about again.
                self._known.add(
                    {script.text: () for script in missing} | await loop.run_in_executor(None, _look, missing)
                )
        finally:
            self._running.pop(document.uri, None)
        if self._server.documents.get(document.uri) is document:
            self._server.look_again(document)

    def known(self, document: OpenDocument) -> Callable[[Document], list[Found]] | None:
        """What says of any text what is known of its scripts; None where ShellCheck is not wanted."""
        known = self._known
        if known is None or document.settings is None or not document.settings.wants_shellcheck:
            return None
        from gorae.programs.remarks import answer
        from gorae.stages import build

        return lambda text: answer(build(text), known).found

    async def settled(self, uri: str) -> None:
        """Waits for what runs or waits for a document."""
        while uri in self._waiting or uri in self._running:
            task = self._running.get(uri)
            await (asyncio.wait({task}) if task is not None else asyncio.sleep(PAUSE_SECONDS / 3))

    def forget(self, uri: str) -> None:
        """Drops what waits for a document."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()


def _look(scripts: list[ShellScript]) -> dict[str, tuple[ShellCheckComment, ...]]:
    from gorae.programs import shellcheck

    found: dict[str, tuple[ShellCheckComment, ...]] = {}
    for batch in shellcheck.start(scripts):
        found |= batch.collect()
    return found
