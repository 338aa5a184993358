"""What is wrong in a configuration file is reported in the editor, with the nearest right word as its fix."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator  # noqa: TC003  # pytest-lsp reads the fixture's annotations
from typing import TYPE_CHECKING

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from lsp.clients import capabilities_for_push, keep_published, published_when

if TYPE_CHECKING:
    from pathlib import Path

WRONG = 'ignore = ["run-consecutiv"]\n# 🐳\nlanguage = "kr"\n'


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server", "--stdio"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = capabilities_for_push()
    keep_published(lsp_client)
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, initialization_options={"language": "ko"}, root_uri=None)
    )
    yield
    await lsp_client.shutdown_session()


async def reported(client: LanguageClient, uri: str, *, until: int) -> list[types.Diagnostic]:
    """The diagnostics of a file, once there are that many."""
    return await published_when(client, uri, lambda found: len(found) == until)


def open_text(client: LanguageClient, file: Path, language: str, text: str) -> None:
    item = types.TextDocumentItem(file.as_uri(), language, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "head"),
    [("gorae.toml", ""), (".gorae.toml", ""), ("pyproject.toml", "[tool.gorae]\n")],
    ids=["its own file", "a hidden one", "a table of the project's file"],
)
async def test_as_it_is_typed(client: LanguageClient, tmp_path: Path, name: str, head: str) -> None:
    file = tmp_path / name
    text = head + WRONG
    open_text(client, file, "toml", text)
    found = await reported(client, file.as_uri(), until=2)
    line = len(head.splitlines())
    assert found[0].range == types.Range(types.Position(line, 11), types.Position(line, 25))
    assert (found[0].source, found[0].code) == ("gorae", "configuration-unknown-rule")
    assert "`run-consecutive` 규칙을 찾으셨나요?" in found[0].message
    place = types.Range(found[1].range.start, found[1].range.start)
    params = types.CodeActionParams(types.TextDocumentIdentifier(file.as_uri()), place, types.CodeActionContext([]))
    (action,) = await client.text_document_code_action_async(params)
    assert (action.title, action.is_preferred) == ("`ko` 값으로 바꾸기", True)
    (edit,) = action.edit.document_changes[0].edits
    identifier = types.VersionedTextDocumentIdentifier(2, file.as_uri())
    change = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
    (left,) = await reported(client, file.as_uri(), until=1)
    assert left.code == "configuration-unknown-rule"
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(file.as_uri()))
    assert [one.code for one in (await client.text_document_diagnostic_async(params)).items] == [left.code]


@pytest.mark.asyncio
async def test_the_nearest_saved_file_of_an_open_dockerfile(client: LanguageClient, tmp_path: Path) -> None:
    saved = tmp_path / "gorae.toml"
    saved.write_text(WRONG, encoding="utf-8")
    file = tmp_path / "Dockerfile"
    open_text(client, file, "dockerfile", "FROM scratch\n")
    await reported(client, saved.as_uri(), until=2)
    saved.write_text("ignore = []\n", encoding="utf-8")
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(saved.as_uri(), types.FileChangeType.Changed)])
    )
    await reported(client, saved.as_uri(), until=0)
    saved.write_text(WRONG, encoding="utf-8")
    open_text(client, saved, "toml", "select = 3\n")
    await reported(client, saved.as_uri(), until=1)
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(saved.as_uri())))
    await reported(client, saved.as_uri(), until=2)
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(file.as_uri())))
    await reported(client, saved.as_uri(), until=0)


@pytest.mark.asyncio
async def test_another_tools_pyproject_is_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    open_text(client, file, "toml", "[project\nname = 1")
    assert await reported(client, file.as_uri(), until=0) == []
