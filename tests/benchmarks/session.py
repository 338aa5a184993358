"""A session as an editor sends it, letter by letter at a person's pace: what `soak.py` plays, over and over.

A round opens a Dockerfile of a folder with its neighbours, writes instructions with completion and signature help behind the keys
that bring them, rests (symbols, tokens, hints, lenses, links, folds, actions, hovers), takes letters back, applies a fix, formats
and saves, looks at another file, and puts the text back as it was, so that each round asks the same of the server.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

    from peers import Server

KEY_SECONDS = 0.2  # from one key to the next
REST_SECONDS = 3.0  # reading what was written
_WRITTEN = (
    "RUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*\n",
    "# 주문 서비스를 설치한다 🐳\n",
    'ENV GREETING="안녕하세요 🐳" LANG=C.UTF-8\n',
    "COPY --chown=app:app --from=build /srv/app ./\n",
    "RUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt\n",
    "RUN <<EOT bash -e\nfor d in a b; do\n  mkdir -p $d\ndone\nEOT\n",
    "FROM node:22-alpine AS web\nWORKDIR /web\nCOPY package.json ./\nRUN npm install\n",
    "HEALTHCHECK --interval=30s CMD curl -f http://localhost:8080/ || exit 1\n",
    'CMD ["python", "-m", "app"]\n',
)
_AT_REST = (
    "textDocument/documentSymbol", "textDocument/semanticTokens/full", "textDocument/codeLens", "textDocument/foldingRange",
    "textDocument/documentLink",
)  # fmt: skip


class Editor:
    """The editor's side of one open file: its text, and how long the server took for each key."""

    def __init__(self, server: Server, uri: str, text: str, speed: float) -> None:
        self.server, self.uri, self.text, self.speed = server, uri, text, speed
        self.version = 1
        self.took: list[float] = []
        self.failed = 0
        self.played = 0.0  # seconds of a person's time
        self._due = time.perf_counter()

    def wait(self, seconds: float) -> None:
        """So long for a person; an editor that is late does not hurry afterwards."""
        self.played += seconds
        self._due = max(self._due + seconds / self.speed, time.perf_counter() - 1)
        time.sleep(max(0.0, self._due - time.perf_counter()))

    def ask(self, method: str, **more: Any) -> Any:
        """The result; an error or no answer is counted."""
        took, result = self.server.request(method, {"textDocument": {"uri": self.uri}, **more})
        self.failed += took == float("inf")
        return result

    def place(self, offset: int) -> dict[str, int]:
        before = self.text[:offset]
        line = before.rpartition("\n")[2]
        return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}

    def offset(self, place: dict[str, int]) -> int:
        at = 0
        for _ in range(place["line"]):
            at = self.text.find("\n", at) + 1
        line = self.text[at:].partition("\n")[0].encode("utf-16-le")
        return at + len(line[: place["character"] * 2].decode("utf-16-le"))

    def change(self, start: int, end: int, new: str) -> None:
        """Replaces a part; at each third change waits for the findings: an editor asks for no others while these are on their way."""
        where = {"start": self.place(start), "end": self.place(end)}
        self.text = self.text[:start] + new + self.text[end:]
        self.version += 1
        sent = self.server.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self.uri, "version": self.version},
                "contentChanges": [{"range": where, "text": new}],
            },
        )
        if self.version % 3 == 0:
            self.ask("textDocument/diagnostic")
            self.took.append((time.perf_counter() - sent) * 1000)

    def apply(self, edits: list[dict[str, Any]]) -> None:
        """Text edits, from the last to the first."""
        spans = [
            (self.offset(one["range"]["start"]), self.offset(one["range"]["end"]), one["newText"]) for one in edits
        ]
        for start, end, new in sorted(spans, reverse=True):
            self.change(start, end, new)


def play(editor: Editor, others: dict[str, str], rng: random.Random) -> None:
    """One round."""
    before = editor.text
    _open(editor.server, editor.uri, before, editor.version)
    at = rng.choice([m + 1 for m, letter in enumerate(before) if letter == "\n"])
    for text in rng.sample(_WRITTEN, 3):
        at = _write(editor, at, text)
        _rest(editor, rng, at)
        for _ in range(4):
            editor.wait(KEY_SECONDS)
            editor.change(at - 1, at, "")
            at -= 1
    _fix(editor, at)
    editor.apply(editor.ask("textDocument/formatting", options={"tabSize": 4, "insertSpaces": True}) or [])
    editor.server.notify("textDocument/didSave", {"textDocument": {"uri": editor.uri}})
    _look_elsewhere(editor, *rng.choice(sorted(others.items())))
    editor.change(0, len(editor.text), before)
    editor.server.notify("textDocument/didClose", {"textDocument": {"uri": editor.uri}})


def _open(server: Server, uri: str, text: str, version: int) -> None:
    kind = "dockerfile" if "Dockerfile" in uri else "ignore" if "ignore" in uri else "yaml"
    item = {"uri": uri, "languageId": kind, "version": version, "text": text}
    server.notify("textDocument/didOpen", {"textDocument": item})


def _write(editor: Editor, at: int, text: str) -> int:
    """Letter by letter; returns where the cursor is then."""
    for number, letter in enumerate(text):
        editor.wait(KEY_SECONDS)
        editor.change(at, at, letter)
        at += 1
        here = {"position": editor.place(at)}
        if letter in " $-=:/" or number == 0:
            found = editor.ask("textDocument/completion", **here)
            items = found["items"] if isinstance(found, dict) else found
            if items:
                editor.server.request("completionItem/resolve", items[0])
        if letter in " =,":
            editor.ask("textDocument/signatureHelp", **here)
    return at


def _rest(editor: Editor, rng: random.Random, at: int) -> None:
    for method in _AT_REST:
        editor.ask(method)
    everything = {"start": editor.place(0), "end": editor.place(len(editor.text))}
    editor.ask("textDocument/inlayHint", range=everything)
    here = editor.place(at)
    editor.ask("textDocument/codeAction", range={"start": here, "end": here}, context={"diagnostics": []})
    for _ in range(3):
        editor.wait(REST_SECONDS / 3)
        where = editor.place(rng.randrange(len(editor.text)))
        for method in ("textDocument/hover", "textDocument/definition", "textDocument/documentHighlight"):
            editor.ask(method, position=where)
        editor.ask("textDocument/references", position=where, context={"includeDeclaration": True})


def _fix(editor: Editor, at: int) -> None:
    """Applies the first quick fix of the line above."""
    start = editor.place(editor.text.rfind("\n", 0, max(0, at - 1)) + 1)
    where = {"start": start, "end": editor.place(at)}
    found = editor.ask("textDocument/codeAction", range=where, context={"diagnostics": [], "only": ["quickfix"]})
    for action in found or ():
        edit = (action if "edit" in action else editor.server.request("codeAction/resolve", action)[1] or {}).get(
            "edit"
        )
        if edit:
            changes = edit.get("changes", {}).get(editor.uri)
            for one in edit.get("documentChanges", ()):
                changes = one.get("edits") if one.get("textDocument", {}).get("uri") == editor.uri else changes
            editor.apply(changes or [])
            return


def _look_elsewhere(editor: Editor, uri: str, text: str) -> None:
    other = Editor(editor.server, uri, text, editor.speed)
    _open(editor.server, uri, text, 1)
    other.ask("textDocument/diagnostic")
    other.ask("textDocument/documentSymbol")
    other.ask("textDocument/hover", position=other.place(len(text) // 2))
    other.wait(REST_SECONDS)
    editor.server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    editor.failed += other.failed
