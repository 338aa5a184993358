"""Starts the server on the transport that was asked for."""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.texts import Language

# A text of some thousand lines is as many thousand objects that live long: looking through all of them for rubbish
# would take 10 ms at some keys. Counted in allocations, older generations, the oldest one.
_COLLECT_AFTER = (20_000, 20, 100)


def run(*, language: Language, tcp: int | None = None, ws: int | None = None) -> int:
    """Serves until the client says `exit`; over standard input and output, or on a port of this machine.

    `language` holds for clients that set none. Raises OSError for a port that cannot be had.
    """
    gc.set_threshold(*_COLLECT_AFTER)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    from gorae.lsp import transports
    from gorae.lsp.process import end_on_signals

    end_on_signals()
    if tcp is not None:
        return transports.serve_tcp(tcp, language)
    if ws is not None:
        return transports.serve_websocket(ws, language)
    return transports.serve_stdio(language)
