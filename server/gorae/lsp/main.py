"""Starts the server on the transport that was asked for."""

from __future__ import annotations

import gc
import logging
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

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
    from gorae.lsp.lazy_types import import_types

    import_types()
    server = make_server()
    server.protocol.session.options = replace(server.protocol.session.options, language=language)
    if tcp is not None:
        server.start_tcp("127.0.0.1", tcp)
    elif ws is not None:
        server.start_ws("127.0.0.1", ws)
    else:
        server.start_io()
    return 0


def make_server() -> Any:
    """pygls' server with our protocol."""
    from pygls.lsp.server import LanguageServer

    from gorae import __version__
    from gorae.lsp.protocol import GoraeProtocol

    return LanguageServer("gorae", __version__, protocol_cls=GoraeProtocol)
