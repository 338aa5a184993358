"""What the protocol's tests share: findings as they come, none missed between two waits; requests, and edits applied."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types
from pytest_lsp import client_capabilities

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_lsp import LanguageClient

_LONGEST_WAIT_SECONDS = 60.0
_LOOK_AGAIN_SECONDS = 0.02


def capabilities_for_push() -> types.ClientCapabilities:
    """What VS Code can, without asking for findings, settings or files: the server tells by itself."""
    capabilities = client_capabilities("visual-studio-code")
    capabilities.workspace.configuration = None
    capabilities.workspace.did_change_configuration = None
    capabilities.workspace.did_change_watched_files = None
    capabilities.text_document.diagnostic = None
    return capabilities


def keep_published(client: LanguageClient) -> None:
    """Keeps all findings that the server pushes, by document and version; called before the first document opens."""
    seen: dict[tuple[str, int | None], list[types.Diagnostic]] = client.__dict__.setdefault("_published", {})

    log: list[types.PublishDiagnosticsParams] = client.__dict__.setdefault("_log", [])

    def keep(params: types.PublishDiagnosticsParams) -> None:
        log.append(params)
        client.diagnostics[params.uri] = list(params.diagnostics)
        seen[(params.uri, params.version)] = list(params.diagnostics)

    client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = keep


async def published_when(
    client: LanguageClient, uri: str, wanted: Callable[[list[types.Diagnostic]], bool]
) -> list[types.Diagnostic]:
    """The first findings of the document, among those that no wait has looked at, that are as wanted."""
    log: list[types.PublishDiagnosticsParams] = client.__dict__["_log"]
    waited = 0.0
    while True:
        while log:
            params = log.pop(0)
            if params.uri == uri and wanted(list(params.diagnostics)):
                return list(params.diagnostics)
        assert waited < _LONGEST_WAIT_SECONDS, "no such findings"
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        waited += _LOOK_AGAIN_SECONDS


async def published(client: LanguageClient, uri: str, version: int) -> list[types.Diagnostic]:
    """The findings of that version of a document, the last ones that came for it."""
    seen = client.__dict__["_published"]
    waited = 0.0
    while (uri, version) not in seen:
        assert waited < _LONGEST_WAIT_SECONDS, f"no findings of version {version}; came: {sorted(map(str, seen))}"
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        waited += _LOOK_AGAIN_SECONDS
    return seen[(uri, version)]


def open_text(client: LanguageClient, uri: str, text: str) -> None:
    """Opens a document, as version 1."""
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "dockerfile", 1, text)))


def whole(uri: str) -> types.TextDocumentIdentifier:
    """The document as a whole."""
    return types.TextDocumentIdentifier(uri)


async def actions(
    client: LanguageClient, uri: str, place: types.Range, only: list[str] | None = None
) -> list[types.CodeAction]:
    """What the light bulb has at a place, of these kinds."""
    context = types.CodeActionContext([], only=only)
    return list(await client.text_document_code_action_async(types.CodeActionParams(whole(uri), place, context)) or [])


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """The text after edits in UTF-16 columns, by an implementation of its own."""
    lines = text.split("\n")

    def offset(place: types.Position) -> int:
        before = "\n".join(lines[: place.line]) + ("\n" if place.line else "")
        units = lines[place.line].encode("utf-16-le")[: place.character * 2]
        return len(before) + len(units.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text
