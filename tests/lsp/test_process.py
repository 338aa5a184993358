"""The server ends when its client does, whatever it is doing, with the exit code that the specification names."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from lsp.plain import SERVER, PlainClient, framed

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and process numbers of POSIX")


def test_exit_behind_shutdown() -> None:
    client = PlainClient()
    client.initialize()
    assert client.end() == 0


def test_exit_without_shutdown() -> None:
    client = PlainClient()
    client.initialize()
    client.send({"jsonrpc": "2.0", "method": "exit"})
    assert client.kill() == 1


def test_exit_before_initialize() -> None:
    client = PlainClient()
    client.send({"jsonrpc": "2.0", "method": "exit"})
    assert client.kill() == 1


def test_a_client_that_closes_its_side() -> None:
    client = PlainClient()
    client.initialize()
    client.process.stdin.close()
    assert client.wait() == 1
    client.kill()


def test_what_was_asked_before_the_client_closed_its_side_is_answered() -> None:
    done = subprocess.run(
        SERVER,
        input=framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
        capture_output=True,
        check=False,
    )
    assert b'"capabilities"' in done.stdout


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_signals(name: str) -> None:
    client = PlainClient()
    client.initialize()
    client.process.send_signal(getattr(signal, name))
    assert client.wait() == 128 + getattr(signal, name)
    client.kill()


@posix
def test_a_client_that_died_while_another_process_holds_its_pipe() -> None:
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    client = PlainClient()
    client.initialize(processId=parent.pid)
    parent.kill()
    parent.wait()
    assert client.wait() == 1
    parent.stdin.close()
    client.kill()


@posix
def test_a_client_that_is_dead_already() -> None:
    parent = subprocess.Popen([sys.executable, "-c", ""])
    parent.wait()
    client = PlainClient()
    client.send(
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": parent.pid, "capabilities": {}}}
    )
    assert client.wait() == 1
    client.kill()


def test_a_client_that_never_reads_and_closes_its_side() -> None:
    process = subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    ask = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
    page = {"command": "gorae.showRule", "arguments": ["run-consecutive"]}
    more = {"jsonrpc": "2.0", "id": 2, "method": "workspace/executeCommand", "params": page}
    process.stdin.write(framed(ask) + framed(more) * 200)
    process.stdin.close()
    assert process.wait(60) == 1
    process.stdout.close()


def test_a_client_that_closes_the_servers_output() -> None:
    process = subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.close()
    process.stdin.write(framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}))
    process.stdin.flush()
    assert process.wait(60) == 1
    process.stdin.close()


@posix
def test_children_go_with_the_server(tmp_path: os.PathLike[str]) -> None:
    """A ShellCheck that hangs: it is ended with the server."""
    program = os.path.join(tmp_path, "shellcheck")
    numbers = os.path.join(tmp_path, "numbers")
    with open(program, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\necho $$ >> {numbers}\nexec sleep 300\n")
    os.chmod(program, 0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    client = PlainClient(env=environment)
    client.initialize()
    client.open("untitled:a")
    began = time.monotonic()
    while not os.path.exists(numbers) and time.monotonic() < began + 60:
        time.sleep(0.05)
    with open(numbers, encoding="utf-8") as file:
        (number,) = map(int, file.read().split())
    client.process.send_signal(signal.SIGTERM)
    client.wait()
    client.kill()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
