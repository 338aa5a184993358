"""A client of the server's standard input and output that sends any bytes, so that no library puts them right."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from typing import Any

PATIENCE_SECONDS = 60.0
SERVER = [sys.executable, "-m", "gorae.cli.main", "server", "--stdio"]
TEXT = "FROM debian:13-slim\nRUN touch a\nRUN touch b\nUSER nobody\n"


class PlainClient:
    """A running server; `end` or `kill` ends it."""

    def __init__(self, **options: Any) -> None:
        self.process = subprocess.Popen(
            SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
        )
        self.messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.log: list[str] = []
        self.last = 0
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._read, self._read_log)]
        for thread in self._threads:
            thread.start()

    def _read(self) -> None:
        while True:
            size = 0
            while line := self.process.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    size = int(line.split(b":")[1])
            if not size:
                self.messages.put(None)
                return
            self.messages.put(json.loads(self.process.stdout.read(size)))

    def _read_log(self) -> None:
        for line in self.process.stderr:
            self.log.append(line.decode(errors="replace").rstrip())

    def write(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Any) -> None:
        self.write(framed(message))

    def tell(self, method: str, params: Any) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def next(self) -> dict[str, Any]:
        found = self.messages.get(timeout=PATIENCE_SECONDS)
        assert found is not None, "the server ended"
        return found

    def answer(self, number: Any) -> dict[str, Any]:
        """The answer to a request; other messages are passed over."""
        while True:
            found = self.next()
            if "method" not in found and found["id"] == number:
                return found

    def ask(self, method: str, params: Any = None) -> dict[str, Any]:
        self.last += 1
        self.send({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params})
        return self.answer(self.last)

    def initialize(self, **params: Any) -> dict[str, Any]:
        found = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}, **params})
        self.tell("initialized", {})
        return found

    def open(self, uri: str, text: str = TEXT, version: int = 1) -> None:
        item = {"uri": uri, "languageId": "dockerfile", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def findings(self, uri: str) -> list[str]:
        answer = self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        return [row["code"] for row in answer["result"]["items"]]

    def wait(self) -> int:
        return self.process.wait(PATIENCE_SECONDS)

    def end(self) -> int:
        """The exit code."""
        self.ask("shutdown")
        self.send({"jsonrpc": "2.0", "method": "exit"})
        return self.kill()

    def kill(self) -> int:
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        code = self.process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()
        return code


def body(message: Any) -> bytes:
    return json.dumps(message).encode()


def framed(message: Any) -> bytes:
    data = body(message)
    return b"Content-Length: %d\r\n\r\n" % len(data) + data
