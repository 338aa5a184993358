"""pygls' protocol with the messages in our hands: which handler gets one, as JSON or as lsprotocol's objects."""

from __future__ import annotations

import asyncio
import functools
import logging
import uuid
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

from gorae.lsp.registration import BY_METHOD, Feature, find
from gorae.lsp.rpc import InvalidParamsError, InvalidRequestError, MethodNotFoundError, NotInitializedError, RpcError
from gorae.lsp.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from gorae.lsp.session import Json

logger = logging.getLogger("gorae")


class GoraeProtocol(LanguageServerProtocol):
    """Hands each message over to the function that `registration` names for its method."""

    def __init__(self, server: Any, converter: Any) -> None:
        super().__init__(server, converter)
        self.session = Session(self)

    # -- to the client

    def notify(self, method: str, params: Any | None = None) -> None:
        """Sends a notification; the parameters are JSON."""
        self._send_data({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method: str, params: Json | None) -> Awaitable[Any]:
        """Sends a request; the answer's `result` as JSON. Raises where the client answers with an error."""
        number = str(uuid.uuid4())
        future: Future[Any] = Future()
        self._request_futures[number] = future
        self._send_data({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        return asyncio.wrap_future(future)

    def to_json(self, value: Any) -> Any:
        """An object of lsprotocol's classes, or what holds some, as JSON."""
        return self._converter.unstructure(value)

    # -- from the client

    def structure_message(self, data: Json) -> Json:
        """The message as it is: pygls calls this for every object inside of it, and knows no wrong ones."""
        return data

    def handle_message(self, message: Any) -> None:
        """Answers one message of the client."""
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            self._fail(None, InvalidRequestError("no JSON-RPC 2.0 message"))
            return
        number, method = message.get("id"), message.get("method")
        if method is None:
            self._take_answer(message)
        elif method == types.CANCEL_REQUEST:
            self._cancel(message.get("params"))
        elif method == types.EXIT:
            self._shutdown = self.session.state == "shut down"
            self._handle_notification(method, None)
        else:
            self._call(number, method, message.get("params"))

    def _call(self, number: Any, method: str, params: Any) -> None:
        try:
            feature = self._feature(method)
            handler = functools.partial(find(feature.handler), self.session)
            arguments = params if feature.raw else self._structured(method, params)
        except RpcError as error:
            self._fail(number, error, is_request=number is not None)
            return
        done = functools.partial(self._finish, number, method)
        self._execute_handler(number if number is not None else str(uuid.uuid4()), handler, done, (arguments,))

    def _feature(self, method: str) -> Feature:
        if self.session.state == "new" and method != types.INITIALIZE:
            raise NotInitializedError(f"{method} before initialize")
        if self.session.state == "shut down":
            raise InvalidRequestError(f"{method} after shutdown")
        if self.session.state == "running" and method == types.INITIALIZE:
            raise InvalidRequestError("a second initialize")
        feature = BY_METHOD.get(method)
        if feature is None:
            raise MethodNotFoundError(method)
        return feature

    def _structured(self, method: str, params: Any) -> Any:
        try:
            return self._converter.structure(params, _params_type(method))
        except Exception:  # noqa: BLE001  # cattrs raises whatever the wrong type makes its code raise
            raise InvalidParamsError(f"{method}: wrong parameters") from None

    def _finish(self, number: Any, method: str, future: Any) -> None:
        """Sends what a handler returned or raised; a notification's errors are logged."""
        self._request_futures.pop(number, None)
        if future.cancelled():
            self._fail(number, _CancelledError("cancelled"), is_request=number is not None)
            return
        error = future.exception()
        if error is None:
            if number is not None:
                self._send_data({"jsonrpc": "2.0", "id": number, "result": self.to_json(future.result())})
        elif isinstance(error, RpcError):
            self._fail(number, error, is_request=number is not None)
        else:
            self.session.report(error)
            if number is not None:
                self._fail(number, RpcError(f"{method}: {type(error).__name__}: {error}"), is_request=True)

    def _fail(self, number: Any, error: RpcError, *, is_request: bool = True) -> None:
        """Answers with an error; one line in the log says which."""
        if not isinstance(error, _CancelledError):
            logger.warning("%s", error)
        if is_request:
            answer = {"jsonrpc": "2.0", "id": number, "error": {"code": error.code, "message": str(error)}}
            self._send_data(answer)

    def _take_answer(self, message: Json) -> None:
        future = self._request_futures.pop(message.get("id", ""), None)
        if future is None or future.done():
            logger.warning("an answer to no request: %r", message.get("id"))
        elif "error" in message:
            error = message["error"]
            future.set_exception(JsonRpcException(str(error.get("message")), error.get("code")))
        else:
            future.set_result(message.get("result"))

    def _cancel(self, params: Any) -> None:
        number = params.get("id", "") if isinstance(params, dict) else ""
        future = self._request_futures.get(number)
        if future is not None:
            future.cancel()


def _params_type(method: str) -> Any:
    """lsprotocol's class of a method's parameters."""
    return types.METHOD_TO_TYPES[method][2]


class _CancelledError(RpcError):
    code = -32800
