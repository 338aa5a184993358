"""The server on a port of this machine: for one client, that knows the token."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import Any

import pytest

from lsp.plain import framed
from lsp.ports import TOKEN, free_port


def started(port: int) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "gorae.cli.main", "server", "--tcp", str(port), "--lang", "en"]
    return subprocess.Popen(line, stderr=subprocess.PIPE, env={**os.environ, "GORAE_TOKEN": TOKEN})


def asked(port: int, options: Any) -> dict[str, Any]:
    """The answer to `initialize` with these options."""
    params = {"capabilities": {}, "initializationOptions": options}
    with socket.create_connection(("127.0.0.1", port), timeout=60) as one:
        one.sendall(framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}))
        with one.makefile("rb") as stream:
            size = 0
            while line := stream.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    size = int(line.split(b":")[1])
            return json.loads(stream.read(size))


def test_only_who_knows_the_token_is_served() -> None:
    port = free_port()
    server = started(port)
    for line in server.stderr:
        if b"token" in line:
            break
    assert asked(port, None)["error"]["code"] == -32600
    assert asked(port, {"token": "guessed"})["error"]["code"] == -32600
    with socket.create_connection(("127.0.0.1", port), timeout=60) as page:  # what a browser could send
        page.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")
        assert b"capabilities" not in page.recv(1000)
    assert "capabilities" in asked(port, {"token": TOKEN})["result"]
    assert server.wait(60) == 1  # the session's client closed its side
    server.stderr.close()


def test_it_listens_on_this_machine_alone() -> None:
    port = free_port()
    server = started(port)
    first = server.stderr.readline().decode()
    assert f"127.0.0.1:{port}" in first
    server.kill()
    server.wait()
    server.stderr.close()


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        server = started(int(one.getsockname()[1]))
        assert server.wait(60) == 2
    reported = server.stderr.read().decode().splitlines()
    server.stderr.close()
    assert len(reported) == 1
    assert "Traceback" not in reported[0]


@pytest.mark.parametrize("port", ["0x", "-1", "99999"])
def test_no_port(port: str) -> None:
    line = [sys.executable, "-m", "gorae.cli.main", "server", "--tcp", port, "--lang", "en"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
