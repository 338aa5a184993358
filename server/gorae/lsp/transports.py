"""The ways to a client: standard input and output; TCP and WebSocket on this machine, for who knows the token."""

from __future__ import annotations

import os
import select
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from gorae.lsp.endpoint import Endpoint
from gorae.lsp.process import end

if TYPE_CHECKING:
    import asyncio

    from gorae.texts import Language

HOST = "127.0.0.1"
TOKEN_VARIABLE = "GORAE_TOKEN"  # noqa: S105  # its name, not the token
_CHUNK_BYTES = 1 << 16
# A client that closed its side gets answers to what it asked for so long.
_GRACE_SECONDS = 0.7
# Between `initialized` and the first text an editor waits for nothing; when it waits longer, the loop is imported then.
_FIRST_PAUSE_SECONDS = 0.25


def serve_stdio(language: Language) -> int:
    """Serves over standard input and output; what else is printed goes to standard error."""
    source, target = sys.stdin.fileno(), os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    endpoint = Endpoint(lambda body: _write(target, _framed(body)), end, language)
    _answer_first(source, endpoint)
    import asyncio  # not before: the first answers would wait for it

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.call_soon(endpoint.start)
    threading.Thread(target=_read, args=(source, loop, endpoint), name="stdin", daemon=True).start()
    loop.run_forever()
    return 1


def _answer_first(source: int, endpoint: Endpoint) -> None:
    """Answers the first messages; returns when the event loop is wanted, or nothing comes for a while."""
    endpoint.session.starting = []
    is_open = sys.platform != "win32"  # where a pipe cannot be waited for
    while is_open and select.select([source], [], [], _FIRST_PAUSE_SECONDS)[0]:
        data = os.read(source, _CHUNK_BYTES)
        is_open = bool(data) and endpoint.receive_first(data)


def _read(source: int, loop: asyncio.AbstractEventLoop, endpoint: Endpoint) -> None:
    """Reads all that comes, also while the main thread works or waits for a client that does not read."""
    import asyncio

    while True:
        try:
            data = os.read(source, _CHUNK_BYTES)
        except OSError:
            data = b""
        if not data:
            break
        loop.call_soon_threadsafe(endpoint.receive, data)
    loop.call_soon_threadsafe(lambda: asyncio.ensure_future(_end_when_drained(endpoint)))
    time.sleep(_GRACE_SECONDS)
    end(1)


async def _end_when_drained(endpoint: Endpoint) -> None:
    await endpoint.drain()
    end(0 if endpoint.session.state == "shut down" else 1)


def _framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def _write(target: int, data: bytes) -> None:
    try:
        while data:
            data = data[os.write(target, data) :]
    except OSError:
        end(1)  # the client is gone


def serve_tcp(port: int, language: Language) -> int:
    """Serves one client on a port of this machine. Raises OSError where the port cannot be had."""

    import asyncio

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def closed(code: int) -> None:
            writer.close()
            if endpoint.session.state != "new":
                end(code)

        endpoint = Endpoint(lambda body: writer.write(_framed(body)), closed, language, token)
        while data := await reader.read(_CHUNK_BYTES):
            endpoint.receive(data)
        closed(1)

    async def serve() -> None:
        server = await asyncio.start_server(connected, HOST, port)
        print(f"gorae: {HOST}:{port}", _token_hint(token), sep="\n", file=sys.stderr, flush=True)
        await server.serve_forever()

    token = _token()
    asyncio.run(serve())
    return 1


def serve_websocket(port: int, language: Language) -> int:
    """Serves one client over WebSocket on a port of this machine. Raises OSError where it cannot be had."""
    import asyncio

    from websockets.asyncio.server import serve as serve_sockets

    async def connected(socket: Any) -> None:
        loop = asyncio.get_running_loop()
        sending: set[asyncio.Task[None]] = set()

        def send(body: bytes) -> None:
            task = loop.create_task(socket.send(body.decode()))
            sending.add(task)
            task.add_done_callback(sending.discard)

        def closed(code: int) -> None:
            if endpoint.session.state != "new":
                end(code)
            send_close = loop.create_task(socket.close())
            sending.add(send_close)

        endpoint = Endpoint(send, closed, language, token)
        async for message in socket:
            endpoint.receive_message(message.encode() if isinstance(message, str) else message)
        closed(1)

    async def serve() -> None:
        # A page in a browser can reach this port too: its requests name an origin, those of editors do not.
        async with serve_sockets(connected, HOST, port, origins=[None]) as server:
            print(f"gorae: ws://{HOST}:{port}", _token_hint(token), sep="\n", file=sys.stderr, flush=True)
            await server.serve_forever()

    token = _token()
    asyncio.run(serve())
    return 1


def _token() -> str:
    """What a client has to send as `initializationOptions.token`: anybody on this machine can reach a port."""
    import secrets

    return os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(16)


def _token_hint(token: str) -> str:
    return f'gorae: initializationOptions: {{"token": "{token}"}}'
