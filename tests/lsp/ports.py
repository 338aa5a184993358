"""A port of this machine, and the token that a client of it has to know."""

from __future__ import annotations

import socket

TOKEN = "고래-token"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
