"""JSON-RPC with one client: its messages in their order, each to the function that `registration` names."""

from __future__ import annotations

import gc
import itertools
import logging
from collections import deque
from typing import TYPE_CHECKING, Any

from gorae.lsp.frames import Broken, Frames
from gorae.lsp.json_text import dumps
from gorae.lsp.registration import BY_METHOD, Feature, find
from gorae.lsp.rpc import (
    CancelledRequestError,
    InvalidParamsError,
    InvalidRequestError,
    MethodNotFoundError,
    NotInitializedError,
    ParseError,
    RequestFailedError,
    RpcError,
)
from gorae.lsp.session import Session

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from gorae.lsp.protocol import TypedFeatures
    from gorae.lsp.session import Json
    from gorae.texts import Language

logger = logging.getLogger("gorae")

# A body that is shorter than its header says is taken as it is when nothing comes for so long.
_PAUSE_SECONDS = 0.3
# What the last messages left behind is swept up in a pause like this, not while somebody waits for an answer.
_TIDY_SECONDS = 0.05
_WORTH_TIDYING = 5_000  # allocated objects


class Endpoint:
    """One client's session, and the messages to and from it. All methods are called on the event loop's thread."""

    def __init__(
        self,
        send: Callable[[bytes], None],
        end: Callable[[int], None],
        language: Language,
        token: str | None = None,
    ) -> None:
        """`send` takes the bytes of one message, without a header; `end` the exit code.

        `language` holds for a client that sets none; `token` is what a client has to know (None: nothing).
        """
        self.session = Session(self, language)
        self._send_bytes = send
        self._end = end
        self._token = token
        self._frames = Frames()
        self._pause: asyncio.TimerHandle | None = None
        self._tidying: asyncio.TimerHandle | None = None
        self._messages: deque[Any] = deque()
        self._is_handling = False
        self._waiting: set[Any] = set()  # the requests among them
        self._cancelled: set[Any] = set()
        self._tasks: dict[Any, asyncio.Future[Any]] = {}  # the client's requests that are being answered
        self._answers: dict[str, asyncio.Future[Any]] = {}  # our requests that the client has not answered
        self._numbers = itertools.count(1)
        self._typed: TypedFeatures | None = None

    # -- to the client

    def send(self, message: Json) -> None:
        """Sends a message."""
        self._send_bytes(dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: Json) -> None:
        """Sends a notification; the parameters are JSON."""
        self.send({"method": method, "params": params})

    def request(self, method: str, params: Json | None) -> Awaitable[Any]:
        """Sends a request; the answer's `result` as JSON. Raises where the client answers with an error."""
        import asyncio

        number = f"gorae-{next(self._numbers)}"
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        self.send({"id": number, "method": method, **({} if params is None else {"params": params})})
        return answer

    def to_json(self, value: Any) -> Any:
        """An object of lsprotocol's classes, or what holds some, as JSON."""
        return self.typed.to_json(value)

    @property
    def typed(self) -> TypedFeatures:
        """pygls with the features whose parameters are lsprotocol's objects; imported when it is first needed."""
        if self._typed is None:
            from gorae.lsp.protocol import typed_features

            self._typed = typed_features(self.session, self.answer)
        return self._typed

    # -- from the client

    def receive(self, data: bytes) -> None:
        """Takes bytes of the stream in."""
        import asyncio

        self._take(self._frames.feed(data))
        if self._pause is not None:
            self._pause.cancel()
            self._pause = None
        if self._frames.is_waiting:
            self._pause = asyncio.get_running_loop().call_later(_PAUSE_SECONDS, self._paused)

    def receive_first(self, data: bytes) -> bool:
        """Answers the first messages of a session before there is an event loop: up to the first text that is checked.

        False where a message, or a part of one, wants the loop: `start` goes on from there.
        """
        self._queue(self._frames.feed(data))
        while self._messages:
            if self._has_begun or not self._is_first(self._messages[0]):
                return False
            self._handle_one()
        return not self._frames.is_waiting and not self._has_begun

    def _is_first(self, message: Any) -> bool:
        """Whether a message is one that wants no event loop: those of a Dockerfile's first diagnostics."""
        method = message.get("method") if isinstance(message, dict) else None
        if method in ("textDocument/didOpen", "textDocument/diagnostic"):
            return self.session.state == "running" and bool(find("sync.is_dockerfile")(message.get("params")))
        return method in ("initialize", "initialized")

    @property
    def _has_begun(self) -> bool:
        """Whether the client has the diagnostics of its first text."""
        documents, client = self.session.documents.values(), self.session.client
        if client.pulls_diagnostics and client.can.refreshes_diagnostics:
            return any(document.published.is_pulled for document in documents)
        return bool(documents)

    def start(self) -> None:
        """Goes on with the event loop."""
        waiting, self.session.starting = self.session.starting, None
        for begin in waiting or ():
            begin()
        self.receive(b"")

    def receive_message(self, data: bytes) -> None:
        """Takes one message in, of a transport that keeps messages apart."""
        self._take(Frames().feed(b"Content-Length: %d\r\n\r\n%s" % (len(data), data)))

    def _paused(self) -> None:
        self._pause = None
        self._take(self._frames.pause())

    def _take(self, found: Any) -> None:
        self._queue(found)
        self._handle_soon()

    def _queue(self, found: Any) -> None:
        for each in found:
            if isinstance(each, Broken):
                self._messages.append(each)
                continue
            if each.reason:
                logger.warning("%s", each.reason)
            message = each.value
            if isinstance(message, dict) and message.get("method") == "$/cancelRequest":
                # Before the messages that wait: the request may be one of them.
                self._cancel(message.get("params"))
            else:
                self._messages.append(message)
                if isinstance(message, dict) and _is_id(message.get("id")):
                    self._waiting.add(message["id"])

    def _handle_soon(self) -> None:
        import asyncio

        if self._messages and not self._is_handling:
            self._is_handling = True
            asyncio.get_running_loop().call_soon(self._handle_next)

    def _handle_next(self) -> None:
        import asyncio

        self._is_handling = False
        if self._tidying is not None:
            self._tidying.cancel()
        self._handle_one()
        self._handle_soon()  # one message a turn of the loop, so that bytes that come meanwhile are read
        self._tidying = asyncio.get_running_loop().call_later(_TIDY_SECONDS, _tidy)

    def _handle_one(self) -> None:
        message = self._messages.popleft()
        if isinstance(message, Broken):
            self._lose(message)
            return
        try:
            self._handle(message)
        except RpcError as error:
            number = message.get("id") if isinstance(message, dict) else None
            self.fail(number if _is_id(number) else None, error)

    def _lose(self, broken: Broken) -> None:
        """Answers bytes that are no message. A change of a text may have been among them: none is guessed then."""
        self.fail(None, ParseError(broken.reason))
        if b"did" in broken.lost:
            find("sync.lose_track")(self.session)

    def _handle(self, message: Any) -> None:
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            raise InvalidRequestError("no message of JSON-RPC 2.0")
        method = message.get("method")
        if method is None and ("result" in message or "error" in message):
            self._take_answer(message)
            return
        if not isinstance(method, str):
            raise InvalidRequestError("a message without a method")
        is_request = "id" in message
        if is_request and not _is_id(message["id"]):
            raise InvalidRequestError("an id that is neither a number nor a string")
        if method == "exit":
            self._end(0 if self.session.state == "shut down" else 1)
            return
        if is_request:
            self._waiting.discard(message["id"])
            if message["id"] in self._cancelled:
                self._cancelled.discard(message["id"])
                raise CancelledRequestError(method)
        try:
            self._call(message.get("id"), self._feature(method), message.get("params"))
        except RpcError as error:
            if is_request:
                raise
            if not method.startswith("$/"):  # those may be ignored (LSP 3.17, "$ Notifications and Requests")
                logger.warning("%s", error)

    def _feature(self, method: str) -> Feature:
        state = self.session.state
        if state == "new" and method != "initialize":
            raise NotInitializedError(f"{method} before initialize")
        if state == "shut down":
            raise InvalidRequestError(f"{method} after shutdown")
        if state == "running" and method == "initialize":
            raise InvalidRequestError("a second initialize")
        feature = BY_METHOD.get(method)
        if feature is None:
            raise MethodNotFoundError(f"no such method: {method}")
        return feature

    def _call(self, number: Any, feature: Feature, params: Any) -> None:
        if not feature.raw:
            self.typed.call(number, feature, params)
            return
        if not isinstance(params, dict) and feature.method not in ("initialized", "shutdown"):
            raise InvalidParamsError(f"{feature.method} without parameters")
        if feature.method == "initialize" and not self._knows_token(params):
            self.fail(number, InvalidRequestError("initializationOptions.token is not the server's"))
            self._end(1)
            return
        try:
            result = find(feature.handler)(self.session, params)
        except RpcError:
            raise
        except Exception as error:  # noqa: BLE001  # one bad message must not end the session
            self.answer(number, feature.method, error=error)
            return
        if not hasattr(result, "__await__"):
            self.answer(number, feature.method, result)
            return
        if self.session.starting is not None:
            self._finish_at_once(number, feature.method, result)
            return
        import asyncio

        task = asyncio.ensure_future(result)
        self._tasks[number] = task
        task.add_done_callback(lambda done: self._finish(number, feature.method, done))

    def _finish_at_once(self, number: Any, method: str, work: Any) -> None:
        """Runs work that waits for nothing, before there is an event loop: a first text's diagnostics."""
        try:
            work.send(None)
        except StopIteration as done:
            self.answer(number, method, done.value)
        except Exception as error:  # noqa: BLE001  # as of work that runs on the loop
            self.answer(number, method, error=error)
        else:
            work.close()
            self.answer(number, method, error=RpcError(f"{method} came too early"))

    def _knows_token(self, params: Json) -> bool:
        options = params.get("initializationOptions")
        return self._token is None or (isinstance(options, dict) and options.get("token") == self._token)

    def _finish(self, number: Any, method: str, done: asyncio.Future[Any]) -> None:
        self._tasks.pop(number, None)
        if done.cancelled():
            self.answer(number, method, error=CancelledRequestError(method))
        elif (error := done.exception()) is not None:
            self.answer(number, method, error=error)
        else:
            self.answer(number, method, done.result())

    def answer(self, number: Any, method: str, result: Any = None, error: BaseException | None = None) -> None:
        """Sends what a handler returned or raised; of a notification nothing is sent, and errors are logged."""
        if error is None:
            if number is not None:
                self.send({"id": number, "result": result})
            return
        if not isinstance(error, RpcError):
            self.session.report(error)
            error = RpcError(f"{method}: {type(error).__name__}: {error}")
        elif number is None:
            logger.warning("%s", error)
        if number is not None:
            self.fail(number, error)

    def fail(self, number: Any, error: RpcError) -> None:
        """Answers with an error, which one line of the log repeats where it is a fault: a refused rename is none."""
        if not isinstance(error, CancelledRequestError | RequestFailedError):
            logger.warning("%s", error)
        self.send({"id": number, "error": {"code": error.code, "message": str(error)}})

    def _take_answer(self, message: Json) -> None:
        number = message.get("id")
        answer = self._answers.pop(number, None) if isinstance(number, str) else None
        if answer is None:
            logger.warning("an answer to no request of the server")
        elif answer.done():
            return
        elif "error" in message:
            error = message["error"]
            answer.set_exception(RpcError(str(error.get("message")) if isinstance(error, dict) else str(error)))
        else:
            answer.set_result(message.get("result"))

    def _cancel(self, params: Any) -> None:
        number = params.get("id") if isinstance(params, dict) else None
        if not _is_id(number):
            return
        task = self._tasks.get(number)
        if task is not None:
            task.cancel()
        elif number in self._waiting:
            self._cancelled.add(number)
        elif self._typed is not None:
            self._typed.cancel(number)

    # -- the end

    async def drain(self) -> None:
        """Answers what has come already, for a client that closed its side."""
        import asyncio

        while self._messages or self._tasks:
            await asyncio.sleep(0.01)


def _tidy() -> None:
    young, older, _ = gc.get_count()
    if young > _WORTH_TIDYING:
        gc.collect(1 if older >= gc.get_threshold()[1] else 0)


def _is_id(number: Any) -> bool:
    return isinstance(number, (int, str)) and not isinstance(number, bool)
