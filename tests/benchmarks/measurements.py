"""The measurements of lsp_bench.py, a function each; what their rows mean stands there."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from documents import dockerfile
from peers import DeadError, Document, Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench_state import Bench

BURST_KEYS = 20
BURST_GAP_S = 0.1
RSS_EDITS = 2000
MANY_DOCUMENTS = 100
# Each method, and the capability without which a server is not asked.
REQUESTS = {
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
AT_NAMES = frozenset(("definition", "documentHighlight", "prepareRename", "rename", "references"))


def cold(bench: Bench, rounds: int) -> None:
    text = dockerfile(60)
    bench.say(f"start: {rounds} rounds")
    for i in range(rounds + 1):  # the first round warms the disk's cache
        if i > 2 and time.perf_counter() > bench.deadline:
            break
        for name in bench.commands:
            server = None
            try:
                server, _, started, first = bench.begin(name, "Dockerfile", text)
                if i:
                    bench.note("start.initialize", name, started)
                    bench.note("start.diagnostics", name, first)
            except DeadError as e:
                bench.facts[name]["dead"] = str(e)
                if i:
                    bench.note("start.initialize", name, math.inf)
                    bench.note("start.diagnostics", name, math.inf)
            finally:
                if server:
                    server.stop()


def sessions(bench: Bench, sizes: list[int]) -> None:
    servers: dict[str, Server] = {}
    try:
        for size in sizes:
            text = dockerfile(size)
            documents: dict[str, Document] = {}
            for name in bench.commands:
                if "dead" in bench.facts[name]:
                    continue
                try:
                    if name not in servers:
                        servers[name], document, _, _ = bench.begin(name, f"{size}/Dockerfile", text)
                        bench.facts[name]["diagnostics"] = "pull" if servers[name].pull else "push"
                        bench.facts[name]["sync"] = "incremental" if servers[name].incremental else "full"
                    else:
                        document = Document(servers[name], bench.uri(f"{size}/Dockerfile", text), text)
                        sent = servers[name].open(document)
                        bench.note(f"{size}: open", name, document.wait(sent)[0])
                    documents[name] = document
                    servers[name].settle(0.3)
                    _, items = document.wait(document.key())
                    bench.facts[name][f"findings.{size}"] = None if items is None else len(items)
                    pushed = servers[name].pushed.get(document.uri)
                    if pushed:
                        bench.facts[name]["versioned"] = pushed[-1][1] is not None
                except DeadError as e:
                    bench.facts[name]["dead"] = str(e)
            only = bench.options.only
            rounds = bench.options.rounds
            if "keys" in only:
                keys(bench, size, documents, rounds)
            if "rss" in only and size == sizes[0]:
                bench.remember("rss warm", documents)
            if "probe" in only:
                probe(bench, size, documents, max(4, rounds // 8))
            if "burst" in only:
                burst(bench, size, documents, bench.options.bursts)
            if "requests" in only:
                requests(bench, size, documents, max(10, rounds // 3))
            if "rss" in only and size == sizes[0]:
                endurance(bench, documents)
        if "many" in bench.options.only:
            many(bench, servers)
    finally:
        for server in servers.values():
            server.stop()


def keys(bench: Bench, size: int, documents: dict[str, Document], rounds: int) -> None:
    bench.say(f"{size} lines: keys")

    def timed(row: str, name: str, document: Document, press: Callable[[], float]) -> None:
        before = document.server.cpu_ms()
        bench.note(f"{size}: {row}", name, document.wait(press())[0])
        document.server.settle()
        took = document.server.cpu_ms() - before
        if not math.isnan(took):
            bench.note(f"{size}: {row} cpu", name, took)

    def key(name: str, document: Document) -> None:
        timed("key", name, document, document.key)

    def enter(name: str, document: Document) -> None:
        timed("enter", name, document, document.enter)

    for _ in range(bench.options.warmup):
        for document in documents.values():
            try:
                document.wait(document.key())
                document.server.settle()
            except DeadError as e:  # noqa: PERF203 - each server may end by itself
                bench.facts[document.server.name]["dead"] = str(e)
    bench.each(documents, rounds, key)
    bench.each(documents, max(6, rounds // 4) // 2 * 2, enter)


def probe(bench: Bench, size: int, documents: dict[str, Document], rounds: int) -> None:
    bench.say(f"{size} lines: does a finding appear and go")

    def step(name: str, document: Document) -> None:
        def at_line(items: list) -> list:
            return sorted(str(d.get("message")) for d in items if d["range"]["start"]["line"] == document.probe_line)

        _, items = document.wait(document.key())
        before = at_line(items or [])
        document.server.settle()
        took, _ = document.wait(document.probe(True), lambda found: at_line(found) != before)
        bench.note(f"{size}: appears", name, took)
        document.server.settle()
        took, _ = document.wait(document.probe(False), lambda found: at_line(found) == before)
        bench.note(f"{size}: appears", name, took)

    bench.each(documents, rounds, step)


def burst(bench: Bench, size: int, documents: dict[str, Document], rounds: int) -> None:
    bench.say(f"{size} lines: bursts")
    for _ in range(rounds):
        for name, document in documents.items():
            if "dead" in bench.facts[name]:
                continue
            try:
                _one_burst(bench, size, name, document)
            except DeadError as e:
                bench.facts[name]["dead"] = str(e)


def _one_burst(bench: Bench, size: int, name: str, document: Document) -> None:
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
    if server.pull or bench.facts[name].get("versioned"):
        took, _ = document.wait(sent)
    else:  # without versions only silence tells which one was the last
        took, _ = document.wait(sent)
        server.settle(0.4)
        with server.changed:
            took = (server.pushed[document.uri][-1][0] - sent) * 1000 if took < math.inf else took
    bench.note(f"{size}: burst", name, took)
    for request_id, asked in hovers:
        got = server.response(request_id)
        bench.note(f"{size}: burst hover", name, math.inf if got is None else (got[0] - asked) * 1000)
    server.settle(0.1)


def _parameters(method: str, document: Document, items: list) -> dict:
    """What a request wants besides its document; `items` are the diagnostics that are shown."""
    here = {"line": document.key_line, "character": 1}
    if method in ("hover", "signatureHelp"):
        return {"position": here}
    if method in AT_NAMES:
        return {"position": document.name(), "newName": "RENAMED", "context": {"includeDeclaration": True}}
    if method == "selectionRange":
        return {"positions": [here]}
    if method == "inlayHint":
        return {"range": {"start": {"line": 0, "character": 0}, "end": here}}
    if method == "formatting":
        return {"options": {"tabSize": 4, "insertSpaces": True}}
    if method != "codeAction":
        return {}
    # A finding in the typed line, else the nearest one: what a user would press Ctrl+. on.
    nearest = sorted(items, key=lambda item: abs(item["range"]["start"]["line"] - document.key_line))[:1]
    place = nearest[0]["range"] if nearest else {"start": here, "end": here}
    return {"range": place, "context": {"diagnostics": nearest, "triggerKind": 1}}


def requests(bench: Bench, size: int, documents: dict[str, Document], rounds: int) -> None:
    bench.say(f"{size} lines: requests")

    def step(name: str, document: Document) -> None:
        server = document.server
        here = {"line": document.key_line, "character": 1}
        for method, provider in REQUESTS.items():
            if server.capabilities.get(provider) in (None, False):
                continue
            params: dict = {"textDocument": document.identifier()}
            before = server.cpu_ms()
            sent = document.key()
            if method == "completion":
                took, result = server.request(f"textDocument/{method}", {**params, "position": here})
                document.wait(sent)
            else:
                _, items = document.wait(sent)
                server.settle()
                params |= _parameters(method, document, items or [])
                before = server.cpu_ms()
                took, result = server.request(f"textDocument/{method}", params)
            bench.note(f"{size}: {method.split('/')[0]}", name, took)
            server.settle()
            used = server.cpu_ms() - before
            if not math.isnan(used):
                bench.note(f"{size}: {method.split('/')[0]} cpu", name, used)
            if result is None:
                bench.facts[name][f"{method} empty"] = True

    bench.each(documents, rounds, step)


def endurance(bench: Bench, documents: dict[str, Document]) -> None:
    bench.say(f"memory: {RSS_EDITS} edits")
    bench.remember("rss before edits", documents)
    for name, document in documents.items():
        if "dead" in bench.facts[name]:
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
            bench.facts[name]["dead"] = str(e)
    bench.remember("rss after edits", documents)
    for name in documents:
        before, after = (bench.values[f"rss {x} edits"].get(name) for x in ("before", "after"))
        if before and after:
            bench.values.setdefault("rss growth", {})[name] = after - before


def many(bench: Bench, servers: dict[str, Server]) -> None:
    bench.say(f"{MANY_DOCUMENTS} open documents")
    documents: dict[str, Document] = {}
    for name, server in servers.items():
        if "dead" in bench.facts[name]:
            continue
        try:
            opened = []
            for i in range(MANY_DOCUMENTS):
                text = dockerfile(60, seed=i)
                document = Document(server, bench.uri(f"many/{i}/Dockerfile", text), text)
                opened.append((document, server.open(document)))
            first = opened[0][1]
            took = 0.0
            for document, sent in opened:
                its, _ = server.diagnostics(document.uri, 1, sent)
                took = max(took, its + (sent - first) * 1000)
            bench.note("many: open", name, took)
            documents[name] = opened[MANY_DOCUMENTS // 2][0]
            server.settle(0.3)
        except DeadError as e:
            bench.facts[name]["dead"] = str(e)

    def key(name: str, document: Document) -> None:
        bench.note("many: key", name, document.wait(document.key())[0])

    bench.each(documents, bench.options.rounds, key)
    bench.remember("rss many", documents)
