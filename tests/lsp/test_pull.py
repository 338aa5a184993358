"""A client that asks for findings by itself is not told them as well, whichever comes first."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator  # noqa: TC003  # pytest-lsp reads the fixture's annotations

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from lsp.clients import keep_published, published

TEXT = "FROM debian:13-slim\nRUN echo 고래 > /a\nRUN echo 바다 > /b\nUSER nobody\n"
LONGER_THAN_THE_SERVER_WAITS_SECONDS = 0.5


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server", "--stdio"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = client_capabilities("visual-studio-code")
    capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities()
    capabilities.workspace.configuration = None
    capabilities.workspace.did_change_configuration = None
    capabilities.workspace.did_change_watched_files = None
    keep_published(lsp_client)
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities, root_uri=None))
    yield
    await lsp_client.shutdown_session()


def open_text(client: LanguageClient, uri: str) -> None:
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "dockerfile", 1, TEXT)))


def add_letter(client: LanguageClient, uri: str) -> None:
    at = types.Position(1, 9)
    change = types.TextDocumentContentChangePartial(types.Range(at, at), "a")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )


async def asked(client: LanguageClient, uri: str) -> list[str]:
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    return [one.code for one in (await client.text_document_diagnostic_async(params)).items]


@pytest.mark.asyncio
async def test_one_that_asks_at_once_is_never_told(client: LanguageClient) -> None:
    uri = "untitled:Untitled-1"
    open_text(client, uri)
    assert "run-consecutive" in await asked(client, uri)
    add_letter(client, uri)
    assert "run-consecutive" in await asked(client, uri)
    await asyncio.sleep(LONGER_THAN_THE_SERVER_WAITS_SECONDS)
    assert client.__dict__["_log"] == []


@pytest.mark.asyncio
async def test_one_that_does_not_ask_is_told(client: LanguageClient) -> None:
    uri = "untitled:Untitled-2"
    open_text(client, uri)
    assert "run-consecutive" in [one.code for one in await published(client, uri, 1)]
    add_letter(client, uri)
    assert "run-consecutive" in [one.code for one in await published(client, uri, 2)]


@pytest.mark.asyncio
async def test_what_one_was_told_is_taken_back_when_it_asks(client: LanguageClient) -> None:
    uri = "untitled:Untitled-3"
    open_text(client, uri)
    assert await published(client, uri, 1) != []
    assert "run-consecutive" in await asked(client, uri)
    assert await published(client, uri, 1) == []
