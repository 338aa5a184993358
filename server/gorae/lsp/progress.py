"""Work that takes a while, shown by the client while it lasts (LSP 3.17, "Work Done Progress")."""

from __future__ import annotations

import itertools
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from gorae.lsp.session import Json, Session

_numbers = itertools.count(1)


@asynccontextmanager
async def progress(session: Session, title: str) -> AsyncIterator[Callable[[str, float], None]]:
    """Shows the title while the body runs; what it gives takes a few words and how much is done, from 0 to 1."""
    if not session.client.can.progress:
        yield lambda _message, _part: None
        return
    token = f"gorae-{next(_numbers)}"

    def send(value: Json) -> None:
        session.connection.notify("$/progress", {"token": token, "value": value})

    await session.connection.request("window/workDoneProgress/create", {"token": token})
    send({"kind": "begin", "title": title, "percentage": 0})
    try:
        yield lambda message, part: send({"kind": "report", "message": message, "percentage": round(part * 100)})
    finally:
        send({"kind": "end"})
