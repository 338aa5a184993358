"""The server over WebSocket: a message a frame, for one client that knows the token and is no page in a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from lsp.ports import TOKEN, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

client = pytest.importorskip("websockets.sync.client", reason="comes with `pip install 'pygls[ws]'`")

TEXT = "FROM debian:13\nMAINTAINER 고래 🐳\n"


@pytest.fixture
def address() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    line = [sys.executable, "-m", "gorae.cli.main", "server", "--ws", str(port), "--lang", "en"]
    server = subprocess.Popen(line, stderr=subprocess.PIPE, env={**os.environ, "GORAE_TOKEN": TOKEN})
    for row in server.stderr:
        if b"token" in row:
            break
    yield f"ws://127.0.0.1:{port}", server
    server.kill()
    server.wait()
    server.stderr.close()


def sent(socket: Any, method: str, params: Any, number: int | None = None) -> None:
    named = {"id": number} if number is not None else {}
    socket.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **named}))


def until(socket: Any, wanted: Any) -> Any:
    while True:
        message = json.loads(socket.recv(timeout=60))
        if wanted(message):
            return message


def initialized(socket: Any, options: Any) -> Any:
    sent(socket, "initialize", {"capabilities": {}, "initializationOptions": options}, 1)
    return until(socket, lambda message: message.get("id") == 1)


def test_a_session(address: tuple[str, subprocess.Popen[bytes]]) -> None:
    url, server = address
    with client.connect(url) as socket:
        assert initialized(socket, {"token": "guessed"})["error"]["code"] == -32600
    with client.connect(url) as socket:
        assert "capabilities" in initialized(socket, {"token": TOKEN, "language": "en"})["result"]
        sent(socket, "initialized", {})
        item = {"uri": "untitled:a", "languageId": "dockerfile", "version": 1, "text": TEXT}
        sent(socket, "textDocument/didOpen", {"textDocument": item})
        published = until(socket, lambda message: message.get("method") == "textDocument/publishDiagnostics")
        assert "maintainer-deprecated" in [row["code"] for row in published["params"]["diagnostics"]]
        socket.send("{")  # no JSON: the session goes on
        place = {"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 1}}
        sent(socket, "textDocument/hover", place, 2)
        assert "FROM" in until(socket, lambda message: message.get("id") == 2)["result"]["contents"]["value"]
        sent(socket, "shutdown", None, 3)
        until(socket, lambda message: message.get("id") == 3)
        sent(socket, "exit", None)
        assert server.wait(60) == 0


def test_a_page_in_a_browser_is_refused(address: tuple[str, subprocess.Popen[bytes]]) -> None:
    url, _ = address
    with pytest.raises(Exception, match="403"):
        client.connect(url, origin="https://example.com")
