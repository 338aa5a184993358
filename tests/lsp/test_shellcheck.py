"""ShellCheck's findings in the editor: they come by themselves, after those of the key."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator  # noqa: TC003  # pytest-lsp reads the fixture's annotations

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from lsp.clients import actions, applied, capabilities_for_push, keep_published, open_text, published_when, whole

TEXT = "FROM debian:13-slim\nRUN cat 한글 $X \\\n  # 왜\n  `ls`\nUSER nobody\n"
# Backticks are told where their code is chosen.
OPTIONS = {"language": "en", "lint": {"extendSelect": ["SC2006"]}}


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server", "--stdio"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = capabilities_for_push()
    capabilities.workspace.diagnostics = None
    keep_published(lsp_client)
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, initialization_options=OPTIONS, root_uri=None)
    )
    yield
    await lsp_client.shutdown_session()


async def codes_when(client: LanguageClient, uri: str, wanted: set[str]) -> list[types.Diagnostic]:
    """The first diagnostics of the document that have these codes and no others."""
    return await published_when(client, uri, lambda found: {one.code for one in found} == wanted)


def change(client: LanguageClient, uri: str, version: int, line: int, column: int, text: str) -> None:
    here = types.Position(line, column)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri),
            [types.TextDocumentContentChangePartial(types.Range(here, here), text)],
        )
    )


@pytest.mark.asyncio
async def test_they_come_and_go_with_their_script(client: LanguageClient) -> None:
    uri = "untitled:Untitled-1"
    open_text(client, uri, TEXT)
    found = await codes_when(client, uri, {"SC2086", "SC2046", "SC2006"})
    quote = next(one for one in found if one.code == "SC2086")
    assert quote.source == "shellcheck"
    assert "SC2086" in quote.code_description.href
    assert quote.range == types.Range(types.Position(1, 11), types.Position(1, 13))
    offered = await actions(client, uri, quote.range)
    repair = next(one for one in offered if one.edit and 'cat 한글 "$X"' in applied(TEXT, edits_of(one)))
    assert repair.kind == types.CodeActionKind.QuickFix
    hover = await client.text_document_hover_async(types.HoverParams(whole(uri), types.Position(1, 12)))
    assert "SC2086" in hover.contents.value
    every = await actions(client, uri, quote.range, ["source.fixAll"])
    assert "$(ls)" in applied(TEXT, edits_of(every[0]))
    change(client, uri, 2, 0, 0, "# above\n")
    moved = await codes_when(client, uri, {"SC2086", "SC2046", "SC2006"})
    assert next(one for one in moved if one.code == "SC2086").range.start == types.Position(2, 11)
    change(client, uri, 3, 2, 8, "a")
    assert await codes_when(client, uri, set()) == []
    await codes_when(client, uri, {"SC2086", "SC2046", "SC2006"})


def edits_of(action: types.CodeAction) -> list[types.TextEdit]:
    assert action.edit is not None
    (change,) = action.edit.document_changes or []
    return list(change.edits)


@pytest.mark.asyncio
async def test_a_client_that_asks_and_cannot_be_told_gets_them_with_the_answer(client: LanguageClient) -> None:
    uri = "untitled:Untitled-2"
    open_text(client, uri, TEXT)
    report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(whole(uri)))
    assert {one.code for one in report.items} == {"SC2086", "SC2046", "SC2006"}
