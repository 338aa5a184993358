"""A client that asks for findings by itself is not told them as well, whichever comes first."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator  # noqa: TC003  # pytest-lsp reads the fixture's annotations
from typing import TYPE_CHECKING

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from gorae.lsp import around, incoming
from gorae.lsp.pull_diagnostics import pull
from lsp.asking import Asking
from lsp.clients import keep_published, published

if TYPE_CHECKING:
    from pathlib import Path

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


async def test_open_compose_files_come_along_to_a_client_that_cannot_be_told_to_ask_again(tmp_path: Path) -> None:
    text = "services:\n  고래:\n    build:\n      context: .\n      target: prod\n"
    for related, expected in ((True, [{"build-target-unknown"}]), (False, [])):
        capabilities = {"textDocument": {"diagnostic": {"relatedDocumentSupport": related}}}
        asking = Asking("FROM scratch AS prd\n", uri=(tmp_path / "Dockerfile").as_uri(), capabilities=capabilities)
        uri = (tmp_path / "compose.yaml").as_uri()
        around.did_open(asking.session, incoming.TextDocument(uri, 1, text))
        answer = await pull(asking.session, {"textDocument": {"uri": asking.uri}})
        reports = answer.get("relatedDocuments", {})
        assert [{row["code"] for row in reports[uri]["items"]} for uri in reports] == expected
