"""The parameters of the messages that are read as plain JSON, checked before anything is done with them."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from gorae.lsp.documents import Change
from gorae.lsp.rpc import InvalidParamsError
from gorae.source import Position

T = TypeVar("T")

_KINDS = {str: "a string", int: "an integer", list: "a list", dict: "an object"}


class TextDocument(NamedTuple):
    """`TextDocumentItem`, without its language."""

    uri: str
    version: int
    text: str


def member(params: Any, path: str, kind: type[T]) -> T:
    """The member at a dotted path; raises InvalidParamsError where it is missing or no such thing."""
    found = params
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, kind) or isinstance(found, bool):
        raise InvalidParamsError(f"{path} is not {_KINDS[kind]}")
    return found


def uri_of(params: Any) -> str:
    """`textDocument.uri`."""
    return member(params, "textDocument.uri", str)


def opened(params: Any) -> TextDocument:
    """`DidOpenTextDocumentParams`."""
    return TextDocument(
        uri_of(params), member(params, "textDocument.version", int), member(params, "textDocument.text", str)
    )


def changes(params: Any) -> list[Change]:
    """The `contentChanges` of `DidChangeTextDocumentParams`."""
    return [_change(each) for each in member(params, "contentChanges", list)]


def _change(event: Any) -> Change:
    text = member(event, "text", str)
    if event.get("range") is None:
        return Change(None, None, text)
    start, end = position(event, "range.start"), position(event, "range.end")
    if end < start:
        raise InvalidParamsError("a range that ends before it starts")
    return Change(start, end, text)


def position(params: Any, path: str) -> Position:
    """The `Position` at a dotted path."""
    line, character = member(params, path + ".line", int), member(params, path + ".character", int)
    if line < 0 or character < 0:
        raise InvalidParamsError(f"{path} is negative")
    return Position(line, character)
