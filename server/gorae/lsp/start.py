"""Starts the server on the transport that was asked for."""

from __future__ import annotations

import logging
import sys


def run(*, tcp: int | None = None, ws: int | None = None) -> int:
    """Serves until the client says `exit`; over standard input and output, or on a port of this machine."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    from gorae.lsp.lazy_types import import_types

    import_types()
    from gorae.lsp.features import make_server

    server = make_server()
    if tcp is not None:
        server.start_tcp("127.0.0.1", tcp)
    elif ws is not None:
        server.start_ws("127.0.0.1", ws)
    else:
        server.start_io()
    return 0
