"""A session without a server around it, and requests to its handlers by method: JSON in, JSON out."""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import Any

from gorae.lsp.capabilities import read_capabilities
from gorae.lsp.documents import open_document
from gorae.lsp.json_text import JsonText
from gorae.lsp.registration import BY_METHOD, find
from gorae.lsp.session import Client, Session
from gorae.source import Position, Text

ENCODINGS = ("utf-8", "utf-16", "utf-32")


class Sent:
    """A connection that keeps what is sent."""

    def __init__(self) -> None:
        self.notifications: list[tuple[str, Any]] = []

    def notify(self, method: str, params: Any) -> None:
        self.notifications.append((method, params))


class Asking:
    """One open text, and what the server answers about it."""

    def __init__(
        self, text: str, *, uri: str = "untitled:Dockerfile", encoding: str = "utf-16", capabilities: Any = None
    ) -> None:
        self.uri = uri
        self.text = Text(text)
        self.session = Session(Sent(), "ko")  # type: ignore[arg-type]  # nothing is asked of it
        self.session.state = "running"
        self.session.client = Client(encoding=encoding, can=read_capabilities(capabilities or {}))  # type: ignore[arg-type]
        self.document = self.session.documents[uri] = open_document(uri, 1, text)

    @property
    def encoding(self) -> Any:
        return self.session.client.encoding

    def position(self, offset: int) -> dict[str, int]:
        line, column = self.text.position(offset, self.encoding)
        return {"line": line, "character": column}

    def written(self, place: dict[str, Any]) -> str:
        """The text that a range of an answer holds, if the range is in the client's columns."""
        start, end = (Position(place[side]["line"], place[side]["character"]) for side in ("start", "end"))
        return self.text.value[self.text.offset(start, self.encoding) : self.text.offset(end, self.encoding)]

    def ask(self, method: str, at: int | None = None, **more: Any) -> Any:
        params: dict[str, Any] = {"textDocument": {"uri": self.uri}, **more}
        if at is not None:
            params["position"] = self.position(at)
        return self.call(method, params)

    def call(self, method: str, params: Any) -> Any:
        found = find(BY_METHOD[method].handler)(self.session, params)
        if inspect.iscoroutine(found):
            found = asyncio.run(found)
        return json.loads(found) if isinstance(found, JsonText) else found

    def applied(self, edits: list[dict[str, Any]]) -> str:
        text = self.text.value
        for edit in sorted(edits, key=lambda one: _order(one["range"]["start"]), reverse=True):
            start, end = (Position(edit["range"][s]["line"], edit["range"][s]["character"]) for s in ("start", "end"))
            a, b = self.text.offset(start, self.encoding), self.text.offset(end, self.encoding)
            text = text[:a] + edit["newText"] + text[b:]
        return text


def _order(place: dict[str, int]) -> tuple[int, int]:
    return place["line"], place["character"]
