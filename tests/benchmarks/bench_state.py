"""What a run of lsp_bench.py holds: the servers, their documents on the disk, and the samples of each row."""

from __future__ import annotations

import math
import os
import sys
import time
from typing import TYPE_CHECKING

from peers import DeadError, Document, Server
from tables import percentile

if TYPE_CHECKING:
    import argparse

ROW_LIMIT_S = 25.0  # one kind of measurement at one size takes no longer, but has at least three rounds


class Bench:
    """The servers that are measured, and what was measured of them so far."""

    def __init__(self, commands: dict[str, list[str]], root: str, options: argparse.Namespace):
        self.commands, self.root, self.options = commands, root, options
        self.samples: dict[str, dict[str, list[float]]] = {}
        self.facts: dict[str, dict[str, object]] = {name: {} for name in commands}
        self.values: dict[str, dict[str, float]] = {}
        self.deadline = time.perf_counter() + options.seconds if options.seconds else math.inf

    def note(self, row: str, server: str, milliseconds: float) -> None:
        self.samples.setdefault(row, {}).setdefault(server, []).append(milliseconds)

    def say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def uri(self, name: str, text: str) -> str:
        """Writes the document to the disk too: servers may look at the file and the folder around it."""
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return f"file://{path}"

    def begin(self, name: str, file: str, text: str) -> tuple[Server, Document, float, float]:
        """Starts a server, opens a document, and finds out how it gives its diagnostics."""
        server = Server(name, self.commands[name], self.root, self.options.timeout)
        started = server.initialize(self.root)
        server.pull = self.options.pull.get(name, False)
        document = Document(server, self.uri(file, text), text)
        sent = server.open(document)
        provider = bool(server.capabilities.get("diagnosticProvider"))
        if provider and not server.pull:
            # Ask at once, as an editor does, and see which comes: an answer, or a push.
            request_id, _ = server.send_request("textDocument/diagnostic", {"textDocument": document.identifier()})
            deadline = time.perf_counter() + server.timeout
            while time.perf_counter() < deadline and not server.dead:
                with server.changed:
                    if server.pushed.get(document.uri):
                        break
                    if request_id in server.responses:
                        server.pull = True
                        first = (server.responses[request_id][0] - server.spawned) * 1000
                        return server, document, started, first
                    server.changed.wait(0.05)
        took, _ = document.wait(sent)
        return server, document, started, took + (sent - server.spawned) * 1000

    def each(self, documents: dict[str, Document], rounds: int, step) -> None:
        names = list(documents)
        begin = time.perf_counter()
        for i in range(rounds):
            now = time.perf_counter()
            if (i >= 3 and now > begin + ROW_LIMIT_S) or (i >= 10 and now > self.deadline):
                break
            for name in names[i % len(names) :] + names[: i % len(names)] if names else ():
                if "dead" in self.facts[name]:
                    continue
                try:
                    step(name, documents[name])
                    documents[name].server.settle()
                except DeadError as e:
                    self.facts[name]["dead"] = str(e)

    def remember(self, row: str, documents: dict[str, Document]) -> None:
        for name, document in documents.items():
            if "dead" not in self.facts[name]:
                self.values.setdefault(row, {})[name] = document.server.rss_mib()

    def table(self) -> dict[str, dict[str, float]]:
        rows: dict[str, dict[str, float]] = {}
        for row, by_server in self.samples.items():
            for name, samples in by_server.items():
                rows.setdefault(f"{row} p50", {})[name] = percentile(samples, 0.5)
                if len(samples) > 2:
                    rows.setdefault(f"{row} p95", {})[name] = percentile(samples, 0.95)
        rows.update(self.values)
        return rows

    def late(self) -> dict[str, dict[str, int]]:
        return {
            row: {n: sum(map(math.isinf, s)) for n, s in by.items() if any(map(math.isinf, s))}
            for row, by in self.samples.items()
            if any(any(map(math.isinf, s)) for s in by.values())
        }
