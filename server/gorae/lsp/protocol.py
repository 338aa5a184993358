"""pygls for the features whose parameters and results are objects of lsprotocol's classes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from gorae.lsp.lazy_types import import_types

import_types()  # before pygls imports them in full

from lsprotocol import types  # noqa: E402
from pygls.lsp.server import LanguageServer  # noqa: E402
from pygls.protocol import LanguageServerProtocol  # noqa: E402

from gorae.lsp.registration import Feature, find  # noqa: E402
from gorae.lsp.rpc import CancelledRequestError, InvalidParamsError  # noqa: E402
from gorae.version import __version__  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.lsp.session import Session

    # The request's number (None: a notification), its method, the result as JSON, or the error.
    Answer = Callable[..., None]


class TypedFeatures(LanguageServerProtocol):
    """Runs handlers as pygls does; the answers go the way of all others."""

    session: Session
    answer: Answer

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        # One error for all: a note for each letter of a text where a list should be takes the square of its length.
        self._converter.detailed_validation = False

    def call(self, number: Any, feature: Feature, params: Any) -> None:
        """Calls the handler of a feature; raises InvalidParamsError where the parameters have wrong types."""
        try:
            structured = self._converter.structure(params, _params_type(feature.method))
        except Exception:  # noqa: BLE001  # cattrs raises whatever the wrong type makes its code raise
            raise InvalidParamsError(f"{feature.method}: wrong parameters") from None
        handler = functools.partial(find(feature.handler), self.session)
        done = functools.partial(self._finish, number, feature.method)
        self._execute_handler(number, handler, done, (structured,))

    def cancel(self, number: Any) -> bool:
        """Cancels a request that is being answered; whether there is one."""
        future = self._request_futures.get(number)
        return future is not None and future.cancel()

    def to_json(self, value: Any) -> Any:
        """An object of lsprotocol's classes, or what holds some, as JSON."""
        return self._converter.unstructure(value)

    def _finish(self, number: Any, method: str, future: Any) -> None:
        self._request_futures.pop(number, None)
        if future.cancelled():
            self.answer(number, method, error=CancelledRequestError(method))
        elif (error := future.exception()) is not None:
            self.answer(number, method, error=error)
        else:
            self.answer(number, method, self.to_json(future.result()))


@functools.cache
def _params_type(method: str) -> Any:
    """lsprotocol's class of a method's parameters."""
    return types.METHOD_TO_TYPES[method][2]


def typed_features(session: Session, answer: Answer) -> TypedFeatures:
    """pygls' side of a session."""
    server = LanguageServer("gorae", __version__, protocol_cls=TypedFeatures)
    protocol: Any = server.protocol
    protocol.session, protocol.answer = session, answer
    return protocol  # type: ignore[no-any-return]  # the class that was handed over
