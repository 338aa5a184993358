"""The folder around a document, read in a thread; files come and go unseen, so it is read again while one types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from gorae.lsp.uris import path_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gorae.context import BuildContext
    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Session

# A folder is read again at a keystroke when what is known of it is older than this.
STALE_AFTER_SECONDS = 5.0


def read(session: Session, document: OpenDocument, then: Callable[[Session, OpenDocument], None]) -> None:
    """Begins to read the folder around a document; calls `then` when it is read."""
    _begin(session, document, then, is_stale=False)


def _begin(
    session: Session, document: OpenDocument, then: Callable[[Session, OpenDocument], None], *, is_stale: bool
) -> None:
    path = path_of(document.uri)
    if path is None:
        return
    document.folder_read_at = time.monotonic()
    if document.folder_reading is not None:
        document.folder_reading.cancel()
    document.folder_reading = session.start(_read(session, document, path, then, is_stale=is_stale))


def read_if_stale(session: Session, document: OpenDocument, then: Callable[[Session, OpenDocument], None]) -> None:
    """Reads the folder where what is known of it is old; calls `then` only where something has changed in it."""
    if time.monotonic() - document.folder_read_at > STALE_AFTER_SECONDS:
        _begin(session, document, then, is_stale=True)


async def settled(document: OpenDocument) -> None:
    """Waits until the folder is read."""
    import asyncio

    if document.folder_reading is not None:
        await asyncio.wait({document.folder_reading})


async def around(session: Session, path: Path, text: str) -> BuildContext | None:
    """What lies around a Dockerfile now, read in a thread: on the disk and, of what is open, in the editor."""
    import asyncio

    from gorae.context.surroundings import context_of

    above = [folder for folder in session.folders if folder in path.parents]
    workspace = max(above, key=lambda folder: len(folder.parts), default=None)
    texts = session.unsaved()

    def read_files() -> BuildContext | None:
        return context_of(path, text, {}, workspace=workspace, unsaved=texts)

    return await asyncio.get_running_loop().run_in_executor(None, read_files)


async def _read(
    session: Session,
    document: OpenDocument,
    path: Path,
    then: Callable[[Session, OpenDocument], None],
    *,
    is_stale: bool,
) -> None:
    context = await around(session, path, document.text.value)
    if not session.is_open(document):
        return
    document.folder_read_at = time.monotonic()
    document.folder_reading = None
    if context is None and document.context is None:
        return
    # All rules on the context would look at the whole file again, in the midst of the typing.
    if is_stale and context is not None and context.is_as(document.context):
        return
    document.context = context
    document.invalidate()
    then(session, document)
