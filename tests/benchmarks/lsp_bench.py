#!/usr/bin/env python3
"""Measures language servers for Dockerfiles side by side, interleaved, in one run (standard library only).

    lsp_bench.py [options] NAME=COMMAND [NAME=COMMAND ...]
    lsp_bench.py --json out.json gorae='gorae server' docker='docker-langserver --stdio' tally='tally lsp --stdio'

The first server is what the others are compared with, unless --reference names another.

What a row means (all times in milliseconds, from the moment before the last byte is written to the server's
standard input to the moment its answer's last byte was read, before the answer is decoded):
  start.initialize / start.diagnostics   process made -> answer to `initialize` / first diagnostics of a 60-line file
  key        one character typed inside a RUN's text -> diagnostics of that version of the text
  … cpu      the time on the processor that the server takes for it, which a busy machine does not change
  enter      one line break typed near the top (every range below moves) -> diagnostics of that version
  appears    `MAINTAINER x` is written on an empty line -> the first diagnostics that differ for that line; removed ->
             the first that are as before. Much slower than `key`: what `key` saw was not yet the truth.
  burst      10 keys a second, no waiting: the last key -> diagnostics of the last version; `burst hover`: a hover in
             the middle between two of those keys
  hover, codeAction, semanticTokens, documentSymbol and the like   after one key and its diagnostics; definition,
  documentHighlight, references, prepareRename, rename at a variable's name that a RUN uses
  completion right after one key, not waiting for its diagnostics
  many       the same as key with 100 open documents; `many open`: didOpen of the first -> diagnostics of the last
  rss        MiB of the server and its children: after the first file's warm-up, after 2,000 edits, with 100 documents
Diagnostics may be pushed (with or without a version) or pulled (`textDocument/diagnostic`); each server is used the
way it answers. No answer within --timeout counts as infinitely slow and is shown as t/o, never left out.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shlex
import signal
import sys
import time
from typing import TYPE_CHECKING

from documents import dockerfile
from peers import DeadError, Document, Server
from tables import percentile, show

if TYPE_CHECKING:
    from collections.abc import Callable

BURST_KEYS = 20
BURST_GAP_S = 0.1
RSS_EDITS = 2000
ROW_LIMIT_S = 25.0  # one kind of measurement at one size takes no longer, but has at least three rounds
MANY_DOCUMENTS = 100
AT_NAMES = frozenset(("definition", "documentHighlight", "prepareRename", "rename", "references"))


class Bench:
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

    def _begin(self, name: str, file: str, text: str) -> tuple[Server, Document, float, float]:
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

    def cold(self, rounds: int) -> None:
        text = dockerfile(60)
        self.say(f"start: {rounds} rounds")
        for i in range(rounds + 1):  # the first round warms the disk's cache
            if i > 2 and time.perf_counter() > self.deadline:
                break
            for name in self.commands:
                server = None
                try:
                    server, _, started, first = self._begin(name, "Dockerfile", text)
                    if i:
                        self.note("start.initialize", name, started)
                        self.note("start.diagnostics", name, first)
                except DeadError as e:
                    self.facts[name]["dead"] = str(e)
                    if i:
                        self.note("start.initialize", name, math.inf)
                        self.note("start.diagnostics", name, math.inf)
                finally:
                    if server:
                        server.stop()

    def sessions(self, sizes: list[int]) -> None:
        servers: dict[str, Server] = {}
        try:
            for size in sizes:
                text = dockerfile(size)
                documents: dict[str, Document] = {}
                for name in self.commands:
                    if "dead" in self.facts[name]:
                        continue
                    try:
                        if name not in servers:
                            servers[name], document, _, _ = self._begin(name, f"{size}/Dockerfile", text)
                            self.facts[name]["diagnostics"] = "pull" if servers[name].pull else "push"
                            self.facts[name]["sync"] = "incremental" if servers[name].incremental else "full"
                        else:
                            document = Document(servers[name], self.uri(f"{size}/Dockerfile", text), text)
                            sent = servers[name].open(document)
                            self.note(f"{size}: open", name, document.wait(sent)[0])
                        documents[name] = document
                        servers[name].settle(0.3)
                        _, items = document.wait(document.key())
                        self.facts[name][f"findings.{size}"] = None if items is None else len(items)
                        pushed = servers[name].pushed.get(document.uri)
                        if pushed:
                            self.facts[name]["versioned"] = pushed[-1][1] is not None
                    except DeadError as e:
                        self.facts[name]["dead"] = str(e)
                only = self.options.only
                rounds = self.options.rounds
                if "keys" in only:
                    self._keys(size, documents, rounds)
                if "rss" in only and size == sizes[0]:
                    self._remember("rss warm", documents)
                if "probe" in only:
                    self._probe(size, documents, max(4, rounds // 8))
                if "burst" in only:
                    self._burst(size, documents, self.options.bursts)
                if "requests" in only:
                    self._requests(size, documents, max(10, rounds // 3))
                if "rss" in only and size == sizes[0]:
                    self._endurance(documents)
            if "many" in self.options.only:
                self._many(servers)
        finally:
            for server in servers.values():
                server.stop()

    def _each(self, documents: dict[str, Document], rounds: int, step) -> None:
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

    def _keys(self, size: int, documents: dict[str, Document], rounds: int) -> None:
        self.say(f"{size} lines: keys")

        def timed(row: str, name: str, document: Document, press: Callable[[], float]) -> None:
            before = document.server.cpu_ms()
            self.note(f"{size}: {row}", name, document.wait(press())[0])
            document.server.settle()
            took = document.server.cpu_ms() - before
            if not math.isnan(took):
                self.note(f"{size}: {row} cpu", name, took)

        def key(name: str, document: Document) -> None:
            timed("key", name, document, document.key)

        def enter(name: str, document: Document) -> None:
            timed("enter", name, document, document.enter)

        for _ in range(self.options.warmup):
            for document in documents.values():
                try:
                    document.wait(document.key())
                    document.server.settle()
                except DeadError as e:  # noqa: PERF203 - each server may end by itself
                    self.facts[document.server.name]["dead"] = str(e)
        self._each(documents, rounds, key)
        self._each(documents, max(6, rounds // 4) // 2 * 2, enter)

    def _probe(self, size: int, documents: dict[str, Document], rounds: int) -> None:
        self.say(f"{size} lines: does a finding appear and go")

        def step(name: str, document: Document) -> None:
            def at_line(items: list) -> list:
                return sorted(
                    str(d.get("message")) for d in items if d["range"]["start"]["line"] == document.probe_line
                )

            _, items = document.wait(document.key())
            before = at_line(items or [])
            document.server.settle()
            took, _ = document.wait(document.probe(True), lambda found: at_line(found) != before)
            self.note(f"{size}: appears", name, took)
            document.server.settle()
            took, _ = document.wait(document.probe(False), lambda found: at_line(found) == before)
            self.note(f"{size}: appears", name, took)

        self._each(documents, rounds, step)

    def _burst(self, size: int, documents: dict[str, Document], rounds: int) -> None:
        self.say(f"{size} lines: bursts")
        for _ in range(rounds):
            for name, document in documents.items():
                if "dead" in self.facts[name]:
                    continue
                try:
                    self._one_burst(size, name, document)
                except DeadError as e:
                    self.facts[name]["dead"] = str(e)

    def _one_burst(self, size: int, name: str, document: Document) -> None:
        server = document.server
        begin = time.perf_counter()
        hovers: list[tuple[int, float]] = []
        pull: int | None = None
        for k in range(BURST_KEYS):
            time.sleep(max(0.0, begin + k * BURST_GAP_S - time.perf_counter()))
            sent = document.key()
            if server.pull and k < BURST_KEYS - 1:
                if pull is not None and pull not in server.responses:
                    server.notify("$/cancelRequest", {"id": pull})
                pull, _ = server.send_request("textDocument/diagnostic", {"textDocument": document.identifier()})
            if k < BURST_KEYS - 1 and server.capabilities.get("hoverProvider") not in (None, False):
                time.sleep(max(0.0, begin + (k + 0.5) * BURST_GAP_S - time.perf_counter()))
                hovers.append(
                    server.send_request(
                        "textDocument/hover",
                        {
                            "textDocument": document.identifier(),
                            "position": {"line": document.key_line, "character": 1},
                        },
                    )
                )
        if server.pull or self.facts[name].get("versioned"):
            took, _ = document.wait(sent)
        else:  # without versions only silence tells which one was the last
            took, _ = document.wait(sent)
            server.settle(0.4)
            with server.changed:
                took = (server.pushed[document.uri][-1][0] - sent) * 1000 if took < math.inf else took
        self.note(f"{size}: burst", name, took)
        for request_id, asked in hovers:
            got = server.response(request_id)
            self.note(f"{size}: burst hover", name, math.inf if got is None else (got[0] - asked) * 1000)
        server.settle(0.1)

    def _requests(self, size: int, documents: dict[str, Document], rounds: int) -> None:
        self.say(f"{size} lines: requests")
        capability = {
            "hover": "hoverProvider",
            "completion": "completionProvider",
            "codeAction": "codeActionProvider",
            "semanticTokens/full": "semanticTokensProvider",
            "documentSymbol": "documentSymbolProvider",
            "foldingRange": "foldingRangeProvider",
            "documentLink": "documentLinkProvider",
            "formatting": "documentFormattingProvider",
            "definition": "definitionProvider",
            "documentHighlight": "documentHighlightProvider",
            "prepareRename": "renameProvider",
            "rename": "renameProvider",
            "signatureHelp": "signatureHelpProvider",
            "references": "referencesProvider",
            "inlayHint": "inlayHintProvider",
            "codeLens": "codeLensProvider",
            "selectionRange": "selectionRangeProvider",
        }

        def step(name: str, document: Document) -> None:
            server = document.server
            here = {"line": document.key_line, "character": 1}
            for method, provider in capability.items():
                if server.capabilities.get(provider) in (None, False):
                    continue
                params: dict = {"textDocument": document.identifier()}
                sent = document.key()
                if method == "completion":
                    took, result = server.request(f"textDocument/{method}", {**params, "position": here})
                    document.wait(sent)
                else:
                    _, items = document.wait(sent)
                    server.settle(0.003)
                    if method in ("hover", "signatureHelp"):
                        params["position"] = here
                    elif method in AT_NAMES:
                        params |= {
                            "position": document.name(),
                            "newName": "RENAMED",
                            "context": {"includeDeclaration": True},
                        }
                    elif method == "selectionRange":
                        params["positions"] = [here]
                    elif method == "inlayHint":
                        params["range"] = {"start": {"line": 0, "character": 0}, "end": here}
                    elif method == "formatting":
                        params["options"] = {"tabSize": 4, "insertSpaces": True}
                    elif method == "codeAction":
                        items = items or []
                        # A finding in the typed line, else the nearest one: what a user would press Ctrl+. on.
                        items = sorted(items, key=lambda d: abs(d["range"]["start"]["line"] - document.key_line))[:1]
                        params["range"] = items[0]["range"] if items else {"start": here, "end": here}
                        params["context"] = {"diagnostics": items, "triggerKind": 1}
                    took, result = server.request(f"textDocument/{method}", params)
                self.note(f"{size}: {method.split('/')[0]}", name, took)
                if result is None:
                    self.facts[name][f"{method} empty"] = True

        self._each(documents, rounds, step)

    def _remember(self, row: str, documents: dict[str, Document]) -> None:
        for name, document in documents.items():
            if "dead" not in self.facts[name]:
                self.values.setdefault(row, {})[name] = document.server.rss_mib()

    def _endurance(self, documents: dict[str, Document]) -> None:
        self.say(f"memory: {RSS_EDITS} edits")
        self._remember("rss before edits", documents)
        for name, document in documents.items():
            if "dead" in self.facts[name]:
                continue
            try:
                for i in range(RSS_EDITS):
                    sent = document.key()
                    if i % 25 == 24:  # never further ahead than 25 edits
                        document.server.request(
                            "textDocument/hover",
                            {"textDocument": document.identifier(), "position": {"line": 0, "character": 0}},
                        )
                document.wait(sent)
                document.server.settle(0.2)
            except DeadError as e:
                self.facts[name]["dead"] = str(e)
        self._remember("rss after edits", documents)
        for name in documents:
            before, after = (self.values[f"rss {x} edits"].get(name) for x in ("before", "after"))
            if before and after:
                self.values.setdefault("rss growth", {})[name] = after - before

    def _many(self, servers: dict[str, Server]) -> None:
        self.say(f"{MANY_DOCUMENTS} open documents")
        documents: dict[str, Document] = {}
        for name, server in servers.items():
            if "dead" in self.facts[name]:
                continue
            try:
                opened = []
                for i in range(MANY_DOCUMENTS):
                    text = dockerfile(60, seed=i)
                    document = Document(server, self.uri(f"many/{i}/Dockerfile", text), text)
                    opened.append((document, server.open(document)))
                first = opened[0][1]
                took = 0.0
                for document, sent in opened:
                    its, _ = server.diagnostics(document.uri, 1, sent)
                    took = max(took, its + (sent - first) * 1000)
                self.note("many: open", name, took)
                documents[name] = opened[MANY_DOCUMENTS // 2][0]
                server.settle(0.3)
            except DeadError as e:
                self.facts[name]["dead"] = str(e)

        def key(name: str, document: Document) -> None:
            self.note("many: key", name, document.wait(document.key())[0])

        self._each(documents, self.options.rounds, key)
        self._remember("rss many", documents)

    # ---- results
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


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("servers", nargs="+", metavar="NAME=COMMAND")
    parser.add_argument("--reference", help="name of the server that the ratios are of (default: the first)")
    parser.add_argument("--sizes", default="60,600,3500")
    parser.add_argument("--rounds", type=int, default=60, help="keys for each size and server")
    parser.add_argument("--warmup", type=int, default=30, help="keys for each size and server that are not counted")
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--bursts", type=int, default=3)
    parser.add_argument("--only", default="cold,keys,probe,burst,requests,rss,many", help="measurements, by comma")
    parser.add_argument("--pull", default="", metavar="NAME,…", help="servers to ask for diagnostics even if they push")
    parser.add_argument("--timeout", type=float, default=10, help="seconds after which an answer counts as missing")
    parser.add_argument("--seconds", type=float, default=0, help="after that, each measurement stops at 10 rounds")
    parser.add_argument("--limit", type=int, default=0, help="seconds after which it ends and shows what it has")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args(argv)
    options.only = set(options.only.split(","))
    options.pull = {name: True for name in options.pull.split(",") if name}
    return options


def measure(options: argparse.Namespace) -> dict:
    import tempfile

    commands = {}
    for item in options.servers:
        name, _, command = item.partition("=")
        commands[name] = shlex.split(command)
    with tempfile.TemporaryDirectory(prefix="lsp-bench-") as root:
        with open(os.path.join(root, ".tally.toml"), "w") as f:
            f.write("[file-validation]\nmax-file-size = 10000000\n")  # tally refuses files of over 100 KiB
        bench = Bench(commands, root, options)
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
        signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
        signal.alarm(options.limit)
        try:
            if "cold" in options.only:
                bench.cold(options.starts)
            if options.only - {"cold"}:
                bench.sessions([int(s) for s in options.sizes.split(",")])
        except KeyboardInterrupt:  # what was measured until then is shown
            bench.say("interrupted: the table is not complete")
        finally:
            signal.alarm(0)
    return {"rows": bench.table(), "facts": bench.facts, "timeouts": bench.late()}


def main() -> int:
    options = arguments()
    result = measure(options)
    names = [item.partition("=")[0] for item in options.servers]
    print(show(result["rows"], names, options.reference or names[0]))
    for name, facts in result["facts"].items():
        print(f"{name}: " + ", ".join(f"{k}={v}" for k, v in facts.items()))
    if result["timeouts"]:
        print("no answer in time:", json.dumps(result["timeouts"]))
    if options.json:
        with open(options.json, "w") as f:
            json.dump(result, f, indent=1, ensure_ascii=False, default=str)
    return 1 if any("dead" in f for f in result["facts"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
