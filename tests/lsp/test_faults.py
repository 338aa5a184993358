"""What a faulty client sends: each fault is answered as the specification says, and the session goes on."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lsp.plain import TEXT, PlainClient, body, framed

if TYPE_CHECKING:
    from collections.abc import Iterator

URI = "untitled:Dockerfile"
PARSE, REQUEST, METHOD, PARAMS, NEW, CANCELLED = -32700, -32600, -32601, -32602, -32002, -32800


def request(method: str = "textDocument/hover", params: Any = None, **more: Any) -> dict[str, Any]:
    params = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 1}} if params is None else params
    return {"jsonrpc": "2.0", "id": "fault", "method": method, "params": params, **more}


def command(name: str, *arguments: Any) -> dict[str, Any]:
    return request("workspace/executeCommand", {"command": name, "arguments": list(arguments)})


def at(line: Any, character: Any) -> dict[str, Any]:
    return {"textDocument": {"uri": URI}, "position": {"line": line, "character": character}}


def framed_as(data: bytes, length: Any) -> bytes:
    return b"Content-Length: %s\r\n\r\n" % str(length).encode() + data


ANSWERED = object()  # with a result, as if nothing was wrong
ASK = body(request())
# Each fault, the bytes, and the code of the answer with the error (None: there is no answer).
FAULTS: dict[str, tuple[bytes, Any]] = {
    "a body that is no JSON": (framed_as(b"{]", 2), PARSE),
    "an empty body": (framed_as(b"", 0) + framed_as(b"  ", 2), PARSE),
    "a body in Latin-1": (framed_as('{"é": 1}'.encode("latin-1"), 8), PARSE),
    "a number of 5,000 digits": (framed_as(b"1" * 5000, 5000), PARSE),
    "lists a hundred thousand deep": (framed_as(b"[" * 100_000, 100_000), PARSE),
    "a batch, which LSP has not": (framed([request(), request()]), REQUEST),
    "a number": (framed(7), REQUEST),
    "a string": (framed("initialize"), REQUEST),
    "null": (framed(None), REQUEST),
    "JSON-RPC 1.0": (framed({"id": "fault", "method": "textDocument/hover", "params": {}}), REQUEST),
    "another JSON-RPC": (framed({**request(), "jsonrpc": "3.0"}), REQUEST),
    "no method": (framed({"jsonrpc": "2.0", "id": "fault"}), REQUEST),
    "a method that is a number": (framed(request(method=5)), REQUEST),  # type: ignore[arg-type]  # the fault
    "an id that is null": (framed(request(id=None)), REQUEST),
    "an id that is a list": (framed(request(id=[1])), REQUEST),
    "an id that is true": (framed(request(id=True)), REQUEST),
    "an unknown request": (framed(request("textDocument/nothing")), METHOD),
    "an unknown request of the protocol's own": (framed(request("$/nothing")), METHOD),
    "a second initialize": (framed(request("initialize", {"capabilities": {}})), REQUEST),
    "parameters that are a list": (framed(request(params=[1, 2])), PARAMS),
    "parameters that are a string": (framed(request(params="a")), PARAMS),
    "no position": (framed(request(params={"textDocument": {"uri": URI}})), PARAMS),
    "a position that is a string": (framed(request(params={"textDocument": {"uri": URI}, "position": "1:2"})), PARAMS),
    "a line that is null": (framed(request(params=at(None, 0))), PARAMS),
    "a line below zero": (framed(request(params=at(-1, 0))), PARAMS),
    "a URI that is a number": (framed(request("textDocument/diagnostic", {"textDocument": {"uri": 3}})), PARAMS),
    "a command that there is not": (framed(request("workspace/executeCommand", {"command": "rm"})), PARAMS),
    "a command with too many arguments": (
        framed(request("workspace/executeCommand", {"command": "gorae.showRule", "arguments": [1, 2, 3]})),
        PARAMS,
    ),
    "the root as a file": (framed(command("gorae.context", "file:///")), ANSWERED),
    "a file with a null in its name": (framed(command("gorae.context", "file:///%00")), ANSWERED),
    "files to rename that are no list": (framed(request("workspace/willRenameFiles", {"files": 1})), PARAMS),
    "a file to rename without a name": (framed(request("workspace/willRenameFiles", {"files": [{}]})), PARAMS),
    "known results that are no list": (framed(request("workspace/diagnostic", {"previousResultIds": 1})), PARAMS),
    "a known result without a file": (framed(request("workspace/diagnostic", {"previousResultIds": [{}]})), PARAMS),
    "arguments that are no list": (
        framed(request("workspace/executeCommand", {"command": "gorae.showRule", "arguments": "x"})),
        PARAMS,
    ),
    "a line behind the text": (framed(request(params=at(2_000_000_000, 0))), ANSWERED),
    "a column behind the line": (framed(request(params=at(0, 2_000_000_000))), ANSWERED),
    "a document that is not open": (
        framed(request(params={"textDocument": {"uri": "untitled:b"}, "position": {"line": 0, "character": 0}})),
        ANSWERED,
    ),
    "a URI with half a host": (
        framed(request("textDocument/diagnostic", {"textDocument": {"uri": "file://[::1/a"}})),
        ANSWERED,
    ),
    "a header in small letters": (b"content-length:%d\r\n\r\n" % len(ASK) + ASK, ANSWERED),
    "a header with a type first": (
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(ASK) + ASK,
        ANSWERED,
    ),
    "a Content-Length that is too large": (framed_as(ASK, len(ASK) + 40), ANSWERED),
    "a Content-Length that is much too large": (framed_as(ASK, 99_999_999_999), ANSWERED),
    "a Content-Length that is too small": (framed_as(ASK, len(ASK) - 5), ANSWERED),
    "a Content-Length that is no number": (framed_as(ASK, "many"), ANSWERED),
    "a Content-Length below zero": (framed_as(ASK, -5), ANSWERED),
    "header lines that end in a bare line feed": (b"Content-Length: %d\n\n" % len(ASK) + ASK, ANSWERED),
    "no Content-Length": (b"Content-Type: application/json\r\n\r\n" + ASK, ANSWERED),
    "a header of a megabyte": (b"X: " + b"x" * 1_000_000 + b"\r\n\r\n", PARSE),
    "a browser's request": (b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", PARSE),
    "an answer to no request": (framed({"jsonrpc": "2.0", "id": 99, "result": None}), None),
    "an answer with a list for an id": (framed({"jsonrpc": "2.0", "id": [1], "result": None}), None),
    "a cancelled request that there is not": (
        framed({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 4711}}),
        None,
    ),
    "a cancelled nothing": (framed({"jsonrpc": "2.0", "method": "$/cancelRequest"}), None),
    "an unknown notification": (framed({"jsonrpc": "2.0", "method": "textDocument/nothing", "params": {}}), None),
    "a notification of the protocol's own": (framed({"jsonrpc": "2.0", "method": "$/setTrace", "params": {}}), None),
    "a close of nothing": (
        framed({"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "untitled:z"}}}),
        None,
    ),
    "an open without a text": (
        framed({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": "untitled:z"}}}),
        None,
    ),
    "settings that are a number": (
        framed({"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": {"settings": 3}}),
        None,
    ),
    "folders that are no list": (
        framed({"jsonrpc": "2.0", "method": "workspace/didChangeWorkspaceFolders", "params": {"event": {"added": 1}}}),
        None,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def client() -> Iterator[PlainClient]:
    made = PlainClient()
    made.initialize()
    yield made
    made.end()
    assert not any("Traceback" in line for line in made.log)
    # One line a fault, and one more where a header was wrong as well.
    assert len(made.log) <= 1.5 * (len(FAULTS) + len(WRONG) * (len(WITHOUT_RANGE) * 2 + 1))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_answered_and_the_session_goes_on(client: PlainClient, fault: str) -> None:
    data, wanted = FAULTS[fault]
    client.open(URI)
    client.write(data)
    if wanted is ANSWERED:
        assert "result" in client.answer("fault")
    elif wanted is not None:
        while "error" not in (found := client.next()):
            pass
        assert found["error"]["code"] == wanted
        assert found["id"] in (None, "fault")
        assert "\n" not in found["error"]["message"]
    hover = client.ask("textDocument/hover", at(0, 1))
    assert "FROM" in json.dumps(hover["result"])


# Bytes that may hide a change of the text, and messages with changes that cannot be understood.
LOSSES: dict[str, bytes] = {
    "half a change": framed_as(
        body({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": URI}}})[:70], 70
    ),
    "a change without a text": framed(
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didChange",
            "params": {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"range": None}]},
        }
    ),
    "a range that ends before it starts": framed(
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didChange",
            "params": {
                "textDocument": {"uri": URI, "version": 2},
                "contentChanges": [
                    {"range": {"start": {"line": 2, "character": 0}, "end": {"line": 1, "character": 0}}, "text": ""}
                ],
            },
        }
    ),
    "a range of strings": framed(
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didChange",
            "params": {
                "textDocument": {"uri": URI, "version": 2},
                "contentChanges": [{"range": {"start": "a", "end": "b"}, "text": ""}],
            },
        }
    ),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_text_that_may_be_out_of_step_is_cleared_until_all_of_it_comes(client: PlainClient, loss: str) -> None:
    client.open(URI)
    assert "run-consecutive" in client.findings(URI)
    client.write(LOSSES[loss])
    assert client.findings(URI) == []
    assert client.ask("textDocument/hover", at(0, 1))["result"] is None
    change = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "# a\n"}
    identifier = {"uri": URI, "version": 3}
    client.tell("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})
    assert client.findings(URI) == []
    client.tell("textDocument/didChange", {"textDocument": identifier, "contentChanges": [{"text": TEXT}, change]})
    assert "run-consecutive" in client.findings(URI)


def test_a_message_behind_a_wrong_length_is_not_lost(client: PlainClient) -> None:
    """The second message is inside of what the first one's header announces."""
    client.open(URI)
    client.write(framed_as(ASK, len(ASK) + 60) + framed({**request(), "id": "second"}))
    assert "result" in client.answer("fault")
    assert "result" in client.answer("second")


def test_a_long_text_where_a_list_should_be_is_refused_at_once(client: PlainClient) -> None:
    client.open(URI)
    began = cpu_seconds(client)
    wrong = {"label": "x", "additionalTextEdits": "x" * 20_000}
    assert client.ask("completionItem/resolve", wrong)["error"]["code"] == PARAMS
    assert cpu_seconds(client) - began < 1.5  # it took the square of the length: six seconds


@pytest.mark.parametrize("uri", [{}, [], 7, None])
def test_an_action_of_no_document_is_given_back_as_it_came(client: PlainClient, uri: Any) -> None:
    answer = client.ask("codeAction/resolve", {"title": "x", "data": {"uri": uri, "version": 1}})
    assert answer["result"]["title"] == "x"


WRONG = (7, "x", [1], True)
WITHOUT_RANGE = ("textDocument/inlayHint", "textDocument/semanticTokens/range", "textDocument/rangeFormatting")


@pytest.mark.parametrize("method", [*WITHOUT_RANGE, "textDocument/formatting"])
@pytest.mark.parametrize("wrong", WRONG)
def test_ranges_and_options_of_wrong_types(client: PlainClient, method: str, wrong: Any) -> None:
    client.open(URI)
    params = {"textDocument": {"uri": URI}, "range": wrong, "options": wrong}
    assert client.ask(method, params)["error"]["code"] == PARAMS
    if method in WITHOUT_RANGE:
        assert client.ask(method, {"textDocument": {"uri": URI}})["error"]["code"] == PARAMS


def cpu_seconds(client: PlainClient) -> float:
    """The time on the processor that the server has taken."""
    return time.clock_gettime((~client.process.pid << 3) | 2)  # as Linux numbers another process's clock


def test_requests_before_initialize_and_after_shutdown() -> None:
    client = PlainClient()
    assert client.ask("textDocument/hover", at(0, 0))["error"]["code"] == NEW
    client.open(URI)  # a notification is dropped
    assert "capabilities" in client.initialize()["result"]
    assert client.ask("textDocument/hover", at(0, 0))["result"] is None
    assert client.ask("shutdown")["result"] is None
    assert client.ask("textDocument/hover", at(0, 0))["error"]["code"] == REQUEST
    client.send({"jsonrpc": "2.0", "method": "exit"})
    assert client.kill() == 0


@pytest.mark.parametrize(
    "params",
    [None, {}, [], {"capabilities": 3}, {"capabilities": {}, "processId": "a"}, {"capabilities": {}, "rootUri": 4}],
    ids=str,
)
def test_rubbish_in_initialize(params: Any) -> None:
    client = PlainClient()
    assert client.ask("initialize", params)["error"]["code"] == PARAMS
    assert "capabilities" in client.initialize()["result"]
    client.end()


def test_a_storm_of_cancelled_requests(client: PlainClient) -> None:
    """Each of them is answered once; what was cancelled while it waited is not worked on."""
    client.open(URI)
    numbers = [f"storm-{number}" for number in range(1000)]
    ask = {"jsonrpc": "2.0", "method": "textDocument/completion", "params": at(1, 4)}
    take_back = {"jsonrpc": "2.0", "method": "$/cancelRequest"}
    client.write(
        b"".join(framed({**ask, "id": number}) + framed({**take_back, "params": {"id": number}}) for number in numbers)
    )
    answers = [client.answer(number) for number in numbers]
    taken_back = [answer for answer in answers if answer.get("error", {}).get("code") == CANCELLED]
    assert len(taken_back) > len(numbers) / 2
    assert all("result" in answer for answer in answers if answer not in taken_back)


def test_a_client_that_does_not_read_for_a_while_loses_nothing(client: PlainClient) -> None:
    """All is asked in one write, more than the pipes hold, before the first answer is read."""
    client.open(URI)
    ask = {"jsonrpc": "2.0", "method": "textDocument/hover", "params": at(1, 1)}
    client.write(b"".join(framed({**ask, "id": f"many-{number}"}) for number in range(2000)))
    time.sleep(0.2)
    for number in range(2000):
        assert client.answer(f"many-{number}")["result"]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux tells another process's memory")
def test_documents_that_were_closed_leave_no_memory_behind() -> None:
    """Documents with texts of their own: of 750 the last third needs no more than those before."""
    client = PlainClient()
    client.initialize(initializationOptions={"shellcheck": {"enable": False}})

    def open_and_close(first: int) -> int:
        for number in range(first, first + 250):
            uri = f"untitled:{number}"
            client.open(uri, TEXT.replace("debian", f"debian{number}").replace("echo a", f"echo a{number} " * 20))
            assert client.findings(uri)
            client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        return int(Path(f"/proc/{client.process.pid}/statm").read_text().split()[1])

    client.open(URI)
    for method in ("hover", "completion", "signatureHelp"):  # what is loaded later is none of the documents'
        client.ask(f"textDocument/{method}", at(0, 1))
    place = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    client.ask(
        "textDocument/codeAction", {"textDocument": {"uri": URI}, "range": place, "context": {"diagnostics": []}}
    )
    open_and_close(0)
    before = open_and_close(250)
    assert open_and_close(500) < before * 1.05
    client.end()


def test_a_refused_rename_is_no_fault() -> None:
    """F2 on `PATH` is answered with the reason; the log is for what went wrong."""
    client = PlainClient()
    client.initialize()
    client.open("untitled:a", "FROM debian:13-slim\nENV PATH=/a:$PATH\nUSER nobody\n")
    place = {"textDocument": {"uri": "untitled:a"}, "position": {"line": 1, "character": 5}}
    answer = client.ask("textDocument/prepareRename", place)
    assert answer["error"]["code"] == -32803
    assert "PATH" in answer["error"]["message"]
    assert client.end() == 0
    assert client.log == []
