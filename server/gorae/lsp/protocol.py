"""pygls' protocol with the open texts in our hands: see `documents`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

if TYPE_CHECKING:
    from collections.abc import Generator

    from gorae.lsp.server import GoraeServer


class Plain(dict[str, Any]):
    """A result that is JSON already."""


class GoraeProtocol(LanguageServerProtocol):
    """Hands the texts over to the server before pygls cuts them into its own lines."""

    @property
    def gorae(self) -> GoraeServer:
        """The server, as what it is."""
        return cast("GoraeServer", self._server)

    def notify_plainly(self, method: str, params: dict[str, Any]) -> None:
        """Sends a notification whose parameters are JSON already."""
        self._send_data({"jsonrpc": "2.0", "method": method, "params": params})

    def _send_response(self, msg_id: str | int, result: Any = None, error: Any = None) -> None:
        if error is None and isinstance(result, Plain):
            self._result_types.pop(msg_id, None)
            self._send_data({"jsonrpc": "2.0", "id": msg_id, "result": result})
        else:
            super()._send_response(msg_id, result, error)

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """Answers `initialize`; what the client can't use is not offered."""
        result = yield from super().lsp_initialize(params)
        self.gorae.start(params, result)
        return result

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text was opened."""
        self.gorae.did_open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        self.gorae.did_change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text was closed."""
        self.gorae.did_close(params.text_document.uri)
