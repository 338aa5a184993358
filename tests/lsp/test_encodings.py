"""Columns in what the client asked for: UTF-8 (Neovim, Helix), UTF-32 (Emacs), UTF-16 (VS Code, and who asks for none)."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODINGS = ("utf-8", "utf-16", "utf-32")
URI = "untitled:Dockerfile"
TEXT = "FROM debian:13-slim\r\nLABEL 이름=고래🐳 b=$x\r\nRUN echo '바다 🐳' && cd /x\r\nCOPY 고래 🐳 $y /z/\r\n"
# What a text is made of: characters of one to four bytes, one and two UTF-16 units, and both line endings.
PIECES = (
    "FROM debian:13-slim",
    "\n",
    "\r\n",
    "LABEL a=",
    "COPY ",
    "$없음",
    "$x ",
    "한글",
    "🐳",
    "é",
    " ",
    "/b/ ",
    "RUN cd /x && ",
    '"',
)


class Client:
    """A client of the server's standard input and output that speaks plain JSON, so that no library puts a column right."""

    def __init__(self, encodings: list[str] | None) -> None:
        line = [sys.executable, "-m", "gorae.cli.main", "server", "--stdio"]
        self.process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0
        general = {} if encodings is None else {"positionEncodings": encodings}
        text = {
            "diagnostic": {},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        }
        answer = self.ask(
            "initialize", processId=None, rootUri=None, capabilities={"general": general, "textDocument": text}
        )
        self.encoding = answer["capabilities"].get("positionEncoding", "utf-16")
        self.tell("initialized")

    def write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        self.write({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self.last += 1
        self.write({"id": self.last, "method": method, "params": params})
        while True:
            size = 0
            while line := self.process.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    size = int(line.split(b":")[1])
            answer = json.loads(self.process.stdout.read(size))
            if answer.get("id") == self.last and "method" not in answer:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, text: str) -> None:
        self.tell(
            "textDocument/didOpen", textDocument={"uri": URI, "languageId": "dockerfile", "version": 1, "text": text}
        )

    def close(self) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": URI})

    def end(self) -> None:
        self.ask("shutdown")
        self.tell("exit")
        self.process.communicate(timeout=60)

    def findings(self) -> list[dict[str, Any]]:
        return self.ask("textDocument/diagnostic", textDocument={"uri": URI})["items"]


@pytest.fixture(scope="module")
def clients() -> Iterator[list[Client]]:
    made = [Client([encoding]) for encoding in ENCODINGS]
    yield made
    for client in made:
        client.end()


def column(line: str, characters: int, encoding: str) -> int:
    before = line[:characters]
    return {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-32": characters}[
        encoding
    ]


def place(text: str, offset: int, encoding: str) -> dict[str, int]:
    before = text[:offset].split("\n")
    return {"line": len(before) - 1, "character": column(before[-1], len(before[-1]), encoding)}


def offset(text: str, at: dict[str, int], encoding: str) -> int:
    lines = text.split("\n")
    line = lines[at["line"]]
    inside = next(n for n in range(len(line) + 1) if column(line, n, encoding) == at["character"])
    return sum(len(one) + 1 for one in lines[: at["line"]]) + inside


def words(text: str, found: list[dict[str, Any]], encoding: str) -> list[tuple[str, int, int]]:
    """Each finding with the offsets that it underlines."""
    return [(one["code"], *(offset(text, one["range"][end], encoding) for end in ("start", "end"))) for one in found]


@pytest.mark.parametrize(
    ("why", "offered", "chosen"),
    [
        ("a client that says nothing means UTF-16", None, "utf-16"),
        ("the first of two", ["utf-8", "utf-16"], "utf-8"),
        ("the first of three", ["utf-32", "utf-8", "utf-16"], "utf-32"),
        ("an encoding that there is not", ["utf-7"], "utf-16"),
    ],
)
def test_the_clients_first_wish_is_met(why, offered, chosen):
    client = Client(offered)
    client.open("FROM debian:13-slim\nLABEL a=한글🐳 b=$x\n")
    found = next(one for one in client.findings() if one["code"] == "variable-undefined")
    assert client.encoding == chosen, why
    assert found["range"]["start"]["character"] == column("LABEL a=한글🐳 b=$", 15, chosen), why
    client.end()


@pytest.mark.parametrize("number", range(3), ids=ENCODINGS)
def test_findings_hovers_and_edits_stand_where_the_words_do(clients, number):
    client, encoding = clients[number], ENCODINGS[number]
    client.open(TEXT)
    try:
        found = words(TEXT, client.findings(), encoding)
        assert {TEXT[start:end].lstrip("$") for code, start, end in found if code == "variable-undefined"} == {"x", "y"}
        at = place(TEXT, TEXT.index("$x") + 1, encoding)
        hover = client.ask("textDocument/hover", textDocument={"uri": URI}, position=at)
        assert (
            "x" in TEXT[offset(TEXT, hover["range"]["start"], encoding) : offset(TEXT, hover["range"]["end"], encoding)]
        )
        # The last line's end, behind three-byte and four-byte characters, is changed in the client's columns.
        start, end = TEXT.index("$y"), TEXT.index("$y") + 2
        change = {"range": {"start": place(TEXT, start, encoding), "end": place(TEXT, end, encoding)}, "text": "🐳$x"}
        client.tell("textDocument/didChange", textDocument={"uri": URI, "version": 2}, contentChanges=[change])
        after = TEXT[:start] + "🐳$x" + TEXT[end:]
        assert [
            after[start:end].lstrip("$")
            for code, start, end in words(after, client.findings(), encoding)
            if code == "variable-undefined"
        ] == ["x", "x"]
    finally:
        client.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    typed=st.lists(st.sampled_from(PIECES), max_size=3).map("".join),
    where=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_any_edit_of_any_text_means_the_same_in_all_three(clients, before, typed, where):
    start, end = sorted(round(part * len(before)) for part in where)
    if "\r\n" in (before[start - 1 : start + 1], before[end - 1 : end + 1]):
        return  # no column leads between the two characters of a newline
    after = before[:start] + typed + before[end:]
    reported = []
    for client, encoding in zip(clients, ENCODINGS, strict=True):
        client.open(before)
        change = {
            "range": {"start": place(before, start, encoding), "end": place(before, end, encoding)},
            "text": typed,
        }
        client.tell("textDocument/didChange", textDocument={"uri": URI, "version": 2}, contentChanges=[change])
        reported.append(words(after, client.findings(), encoding))
        client.close()
        client.open(after)
        assert words(after, client.findings(), encoding) == reported[-1]
        client.close()
    assert reported[0] == reported[1] == reported[2]
