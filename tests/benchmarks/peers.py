"""A running language server as an editor sees it, and a document in it. Standard library only."""

from __future__ import annotations

import contextlib
import json
import math
import os
import subprocess
import threading
import time
from typing import IO

LANGUAGE_ID = "dockerfile"
SETTLE_S = 0.012  # silence after an answer before the next key, so that a late message is not taken for it

# What the measured client says that it can do: as much of VS Code's as changes the work of a server.
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "configuration": True,
        "applyEdit": True,
        "didChangeConfiguration": {"dynamicRegistration": False},
        "workspaceFolders": True,
        "diagnostics": {"refreshSupport": True},
    },
    "window": {"workDoneProgress": True},
    "textDocument": {
        "synchronization": {"dynamicRegistration": False, "didSave": True},
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": True,
            "codeDescriptionSupport": True,
            "dataSupport": True,
            "tagSupport": {"valueSet": [1, 2]},
        },
        "diagnostic": {"dynamicRegistration": False, "relatedDocumentSupport": False},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "codeAction": {
            "codeActionLiteralSupport": {
                "codeActionKind": {"valueSet": ["", "quickfix", "refactor", "source", "source.fixAll"]}
            },
            "isPreferredSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "semanticTokens": {
            "requests": {"full": True},
            "formats": ["relative"],
            "tokenModifiers": [],
            "tokenTypes": [
                "keyword",
                "comment",
                "string",
                "variable",
                "parameter",
                "operator",
                "property",
                "function",
                "macro",
                "namespace",
                "type",
                "class",
                "label",
            ],
        },
    },
}


class DeadError(Exception):
    """The server has ended, or does not speak the protocol."""


def _content_length(out: IO[bytes]) -> int:
    """Read a message's header and return its body's bytes; raises EOFError where the server has closed its output."""
    length = 0
    while line := out.readline():
        key, _, value = line.strip().partition(b":")
        if not key:
            return length
        if key.lower() == b"content-length":
            length = int(value)
    raise EOFError


class Server:
    """A running language server; one thread reads what it says and notes when it came."""

    def __init__(self, name: str, argv: list[str], cwd: str, timeout: float):
        self.name, self.timeout = name, timeout
        self.changed = threading.Condition()
        self.responses: dict[int, tuple[float, dict]] = {}
        self.pushed: dict[str, list[tuple[float, int | None, list]]] = {}
        self.dead = False
        self.last_message = 0.0
        self._id = 0
        self._write = threading.Lock()
        self.pull = False
        self.capabilities: dict = {}
        self.spawned = time.perf_counter()
        self.process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=cwd
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # ---- the wire
    def _read(self) -> None:
        out = self.process.stdout
        try:
            while True:
                length = _content_length(out)
                body = out.read(length)
                now = time.perf_counter()
                message = json.loads(body)
                if "method" in message and "id" in message:
                    self._answer(message)
                with self.changed:
                    self.last_message = now
                    if "method" not in message:
                        self.responses[message.get("id")] = (now, message)
                    elif message["method"] == "textDocument/publishDiagnostics":
                        p = message["params"]
                        self.pushed.setdefault(p["uri"], []).append((now, p.get("version"), p["diagnostics"]))
                        del self.pushed[p["uri"]][:-64]
                    self.changed.notify_all()
        except (EOFError, OSError, ValueError):
            with self.changed:
                self.dead = True
                self.changed.notify_all()

    def _answer(self, message: dict) -> None:
        result = None
        if message["method"] == "workspace/configuration":
            result = [None for _ in message["params"]["items"]]
        elif message["method"] == "workspace/workspaceFolders":
            result = []
        self._send({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def _send(self, message: dict) -> float:
        body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
        data = b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        with self._write:
            sent = time.perf_counter()
            try:
                self.process.stdin.write(data)
                self.process.stdin.flush()
            except (OSError, ValueError):
                self.dead = True
                raise DeadError(self.name) from None
        return sent

    def notify(self, method: str, params: dict | None) -> float:
        message = {"jsonrpc": "2.0", "method": method}
        if params is not None:
            message["params"] = params
        return self._send(message)

    def send_request(self, method: str, params: dict | None) -> tuple[int, float]:
        self._id += 1
        message = {"jsonrpc": "2.0", "id": self._id, "method": method}
        if params is not None:
            message["params"] = params
        return self._id, self._send(message)

    def response(self, request_id: int, timeout: float | None = None) -> tuple[float, dict] | None:
        deadline = time.perf_counter() + (timeout or self.timeout)
        with self.changed:
            while request_id not in self.responses:
                left = deadline - time.perf_counter()
                if self.dead:
                    raise DeadError(self.name)
                if left <= 0:
                    return None
                self.changed.wait(left)
            return self.responses.pop(request_id)

    def request(self, method: str, params: dict | None, timeout: float | None = None) -> tuple[float, object]:
        """(milliseconds, result); infinity and None where no answer, or an error, came."""
        request_id, sent = self.send_request(method, params)
        got = self.response(request_id, timeout)
        if got is None or "error" in got[1]:
            return math.inf, None
        return (got[0] - sent) * 1000, got[1].get("result")

    # ---- the session
    def initialize(self, root: str) -> float:
        request_id, _ = self.send_request(
            "initialize",
            {
                "processId": os.getpid(),
                "locale": "ko",
                "rootUri": f"file://{root}",
                "clientInfo": {"name": "bench"},
                "workspaceFolders": [{"uri": f"file://{root}", "name": "bench"}],
                "capabilities": CAPABILITIES,
            },
        )
        got = self.response(request_id, 30)
        if got is None or "error" in got[1]:
            raise DeadError(f"{self.name}: initialize: {got and got[1].get('error')}")
        self.capabilities = got[1]["result"]["capabilities"]
        self.notify("initialized", {})
        return (got[0] - self.spawned) * 1000

    @property
    def incremental(self) -> bool:
        sync = self.capabilities.get("textDocumentSync", 1)
        return (sync.get("change", 1) if isinstance(sync, dict) else sync) == 2

    def open(self, document: Document) -> float:
        return self.notify(
            "textDocument/didOpen",
            {
                "textDocument": {
                    "uri": document.uri,
                    "languageId": LANGUAGE_ID,
                    "version": document.version,
                    "text": document.text,
                }
            },
        )

    def settle(self, silence: float = SETTLE_S) -> None:
        """Waits until the server has said nothing for that many seconds (at most a second)."""
        deadline = time.perf_counter() + 1
        while time.perf_counter() < deadline:
            quiet = time.perf_counter() - self.last_message
            if quiet >= silence:
                return
            time.sleep(silence - quiet)

    def diagnostics(self, uri: str, version: int, sent: float, accept=None) -> tuple[float, list | None]:
        """(milliseconds since `sent`, diagnostics) of the first answer for that version that `accept` takes."""
        deadline = sent + self.timeout
        if self.pull:
            while time.perf_counter() < deadline:
                request_id, _ = self.send_request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
                got = self.response(request_id, max(0.001, deadline - time.perf_counter()))
                if got is None:
                    break
                if "error" in got[1]:
                    time.sleep(0.001)
                    continue
                items = (got[1].get("result") or {}).get("items", [])
                if accept is None or accept(items):
                    return (got[0] - sent) * 1000, items
                time.sleep(0.005)
            return math.inf, None
        seen = 0.0
        with self.changed:
            while True:
                for when, its_version, items in self.pushed.get(uri, ()):
                    fresh = its_version >= version if its_version is not None else when > sent
                    if fresh and when > max(sent, seen) and (accept is None or accept(items)):
                        return (when - sent) * 1000, items
                    seen = max(seen, when)
                left = deadline - time.perf_counter()
                if self.dead:
                    raise DeadError(self.name)
                if left <= 0:
                    return math.inf, None
                self.changed.wait(left)

    def cpu_ms(self) -> float:
        """The time on the processor that it has taken, which no neighbour makes longer; nan where the system does not say."""
        try:
            return (
                time.clock_gettime((~self.process.pid << 3) | 2) * 1000
            )  # clock_getcpuclockid(3), as Linux numbers them
        except (AttributeError, OSError, OverflowError):
            return math.nan

    def rss_mib(self) -> float:
        """Resident memory of the process and all below it."""
        children: dict[int, list[int]] = {}
        resident: dict[int, int] = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/stat", "rb") as f:
                        fields = f.read().rpartition(b")")[2].split()
                except OSError:
                    continue
                children.setdefault(int(fields[1]), []).append(int(entry))
                resident[int(entry)] = int(fields[21])
        total, todo = 0, [self.process.pid]
        while todo:
            pid = todo.pop()
            total += resident.get(pid, 0)
            todo += children.get(pid, [])
        return total * os.sysconf("SC_PAGE_SIZE") / 2**20

    def stop(self) -> None:
        try:
            self.request("shutdown", None, 2)
            self.notify("exit", None)
        except DeadError:
            pass
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(1)
        self.process.stdout.close()


class Document:
    """A text as one server's client holds it, and the edits that the measurements make."""

    def __init__(self, server: Server, uri: str, text: str):
        self.server, self.uri, self.text, self.version = server, uri, text, 1
        lines = text.split("\n")
        self.key_line = next(i for i, x in enumerate(lines) if x.startswith('RUN echo "'))
        self.enter_line = lines.index("# enter here")
        self.probe_line = lines.index("# probe here") + 1
        self.column = lines[self.key_line].index('"') + 1
        self.typed = 0
        self.entered = 0
        self.lines = len(lines)

    def _replace(self, line: int, start: int, end: int, new: str, end_line: int | None = None) -> float:
        end_line = line if end_line is None else end_line
        first = self._offset(line) + start  # the edited lines are ASCII before the edit, so columns are offsets
        last = self._offset(end_line) + end
        self.text = self.text[:first] + new + self.text[last:]
        self.version += 1
        if self.server.incremental:
            change = {
                "range": {"start": {"line": line, "character": start}, "end": {"line": end_line, "character": end}},
                "text": new,
            }
        else:
            change = {"text": self.text}
        return self.server.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]},
        )

    def name(self) -> dict[str, int]:
        """Where a RUN uses a variable that the stage sets."""
        at = self.text.index("$APP_HOME/") + 1
        line = self.text.count("\n", 0, at)
        return {"line": line, "character": at - self._offset(line)}

    def _offset(self, line: int) -> int:
        at = 0
        for _ in range(line):
            at = self.text.index("\n", at) + 1
        return at

    def key(self) -> float:
        """Types a letter in the RUN's string; every twentieth time takes them back."""
        if self.typed >= 20:
            sent = self._replace(self.key_line, self.column, self.column + self.typed, "x")
            self.typed = 1
            return sent
        sent = self._replace(
            self.key_line, self.column + self.typed, self.column + self.typed, "abcdefghij"[self.typed % 10]
        )
        self.typed += 1
        return sent

    def enter(self) -> float:
        """Breaks the line before the comment, or joins it again."""
        if self.entered:
            self.entered = 0
            self.key_line, self.probe_line = self.key_line - 1, self.probe_line - 1
            return self._replace(self.enter_line, 0, 0, "", self.enter_line + 1)
        self.entered = 1
        self.key_line, self.probe_line = self.key_line + 1, self.probe_line + 1
        return self._replace(self.enter_line, 0, 0, "\n")

    def probe(self, on: bool) -> float:
        return self._replace(self.probe_line, 0, 0, "MAINTAINER x") if on else self._replace(self.probe_line, 0, 12, "")

    def identifier(self) -> dict:
        return {"uri": self.uri}

    def wait(self, sent: float, accept=None) -> tuple[float, list | None]:
        return self.server.diagnostics(self.uri, self.version, sent, accept)
