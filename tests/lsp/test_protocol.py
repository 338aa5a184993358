"""The server over real standard input and output."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator  # noqa: TC003  # pytest-lsp reads the fixture's annotations
from typing import TYPE_CHECKING

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from lsp.clients import actions, applied, capabilities_for_push, keep_published, open_text, published, whole

if TYPE_CHECKING:
    from pathlib import Path

HANGUL = re.compile("[가-힣]")
TEXT = 'FROM debian:13-slim\nRUN echo "고래 🐳🐳" > /a\nRUN echo 바다 > /b\nUSER nobody\n'


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server", "--stdio"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = capabilities_for_push()
    keep_published(lsp_client)
    result = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, initialization_options={"language": "ko"}, root_uri=None)
    )
    assert result.server_info.name == "gorae"
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_a_finding_its_fix_and_its_hover(client: LanguageClient) -> None:
    uri = "untitled:Untitled-1"
    open_text(client, uri, TEXT)
    found = await published(client, uri, 1)
    assert [(one.code, one.source) for one in found] == [("run-consecutive", "gorae")]
    assert HANGUL.search(found[0].message)
    assert found[0].code_description.href.endswith("run_consecutive.ko.md")
    assert found[0].range == types.Range(types.Position(1, 0), types.Position(1, 3))
    offered = await actions(client, uri, types.Range(types.Position(1, 2), types.Position(1, 2)))
    merge = offered[0]
    assert "합치기" in merge.title
    assert merge.is_preferred
    assert merge.kind == types.CodeActionKind.QuickFix
    edits = merge.edit.document_changes[0].edits
    after = applied(TEXT, edits)
    assert after == 'FROM debian:13-slim\nRUN echo "고래 🐳🐳" > /a \\\n    && echo 바다 > /b\nUSER nobody\n'
    silence = next(one for one in offered if "무시" in one.title)
    silenced = applied(TEXT, silence.edit.document_changes[0].edits)
    assert silenced.split("\n")[1] == "# gorae: ignore=run-consecutive"
    hover = await client.text_document_hover_async(types.HoverParams(whole(uri), types.Position(1, 1)))
    assert HANGUL.search(hover.contents.value)
    assert hover.contents.kind == types.MarkupKind.Markdown
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(2, uri),
            [types.TextDocumentContentChangePartial(edit.range, edit.new_text) for edit in edits],
        )
    )
    assert await published(client, uri, 2) == []


@pytest.mark.asyncio
async def test_all_safe_fixes_at_once(client: LanguageClient) -> None:
    uri = "untitled:Untitled-2"
    open_text(client, uri, TEXT)
    await published(client, uri, 1)
    place = types.Range(types.Position(0, 0), types.Position(0, 0))
    offered = await actions(client, uri, place, ["source.fixAll"])
    assert [one.kind for one in offered] == ["source.fixAll.gorae"]
    assert "&& echo 바다" in applied(TEXT, offered[0].edit.document_changes[0].edits)
    assert await actions(client, uri, place, ["refactor.inline"]) == []


@pytest.mark.asyncio
async def test_pulled_findings_are_the_pushed_ones(client: LanguageClient) -> None:
    uri = "untitled:Untitled-3"
    open_text(client, uri, TEXT)
    pushed = await published(client, uri, 1)
    report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(whole(uri)))
    assert list(report.items) == pushed


@pytest.mark.asyncio
async def test_keys_that_were_overtaken_are_not_answered_for_another_text(client: LanguageClient) -> None:
    uri = "untitled:Untitled-4"
    open_text(client, uri, "FROM debian:13-slim\n")
    await published(client, uri, 1)
    for version, letter in enumerate("\nRUN touch a\nRUN touch b\n\n" * 3 + "USER nobody\n", start=2):
        end = types.Position(10_000, 0)
        change = types.TextDocumentContentChangePartial(types.Range(end, end), letter)
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), [change])
        )
    found = await published(client, uri, version)
    assert [one.code for one in found].count("run-consecutive") == 1


@pytest.mark.asyncio
async def test_the_page_of_a_rule(client: LanguageClient) -> None:
    page = await client.workspace_execute_command_async(types.ExecuteCommandParams("gorae.showRule", ["DL3059"]))
    assert page.startswith("# run-consecutive")
    assert HANGUL.search(page)


@pytest.mark.asyncio
async def test_files_and_configuration(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "gorae.toml").write_text('ignore = ["run-consecutive"]\n')
    file = tmp_path / "Dockerfile"
    uri = file.as_uri()
    open_text(client, uri, TEXT)
    assert await published(client, uri, 1) == []
    client.text_document_did_close(types.DidCloseTextDocumentParams(whole(uri)))
    await asyncio.sleep(0)
