"""The errors of JSON-RPC and LSP as exceptions: what raises one is answered with its code."""

from __future__ import annotations


class RpcError(Exception):
    """An error for the client; the code is the specification's (LSP 3.17, `ErrorCodes`)."""

    code = -32603


class ParseError(RpcError):
    """Bytes that are no JSON."""

    code = -32700


class InvalidRequestError(RpcError):
    """No request, or none that may be sent now."""

    code = -32600


class MethodNotFoundError(RpcError):
    """A method that the server does not have."""

    code = -32601


class InvalidParamsError(RpcError):
    """Parameters that are missing, or of a wrong type."""

    code = -32602


class NotInitializedError(RpcError):
    """A request before `initialize`."""

    code = -32002


class RequestFailedError(RpcError):
    """A request that cannot be met, with a reason for people (LSP 3.17, `LSPErrorCodes.RequestFailed`)."""

    code = -32803


class CancelledRequestError(RpcError):
    """A request that the client took back."""

    code = -32800
