"""Refactorings over real standard input and output: kinds, versions, and edits behind wide characters."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator  # noqa: TC003  # pytest-lsp reads the fixture's annotations

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

URI = "untitled:Dockerfile"
TEXT = 'FROM alpine:3.24\nRUN echo "🐳🐳 고래" && touch /a\nRUN touch /b\nUSER nobody\n'


@pytest_lsp.fixture(
    scope="module", config=ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = client_capabilities("visual-studio-code")
    capabilities.workspace.configuration = None
    capabilities.workspace.did_change_configuration = None
    capabilities.workspace.did_change_watched_files = None
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, initialization_options={"language": "ko"}, root_uri=None)
    )
    lsp_client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(URI, "dockerfile", 7, TEXT))
    )
    yield
    await lsp_client.shutdown_session()


async def offered(client: LanguageClient, start: tuple[int, int], end: tuple[int, int], only: list[str]):
    place = types.Range(types.Position(*start), types.Position(*end))
    params = types.CodeActionParams(types.TextDocumentIdentifier(URI), place, types.CodeActionContext([], only=only))
    return {action.title: action for action in await client.text_document_code_action_async(params) or []}


async def applied(client: LanguageClient, action: types.CodeAction) -> str:
    if action.edit is None:
        action = await client.code_action_resolve_async(action)
    (change,) = action.edit.document_changes
    assert change.text_document.version == 7
    lines = TEXT.split("\n")
    starts = [sum(len(line.encode("utf-16-le")) + 2 for line in lines[:number]) for number in range(len(lines))]
    data = TEXT.encode("utf-16-le")
    for edit in sorted(
        change.edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True
    ):
        begin = starts[edit.range.start.line] + edit.range.start.character * 2
        stop = starts[edit.range.end.line] + edit.range.end.character * 2
        data = data[:begin] + edit.new_text.encode("utf-16-le") + data[stop:]
    return data.decode("utf-16-le")


@pytest.mark.asyncio(loop_scope="module")
async def test_a_run_in_two(client):
    found = await offered(client, (1, 22), (1, 22), ["refactor.rewrite"])
    action = found["여기에서 `RUN` 명령 둘로 나누기"]
    assert action.kind == types.CodeActionKind.RefactorRewrite
    assert await applied(client, action) == TEXT.replace(" && touch /a", "\nRUN touch /a")


@pytest.mark.asyncio(loop_scope="module")
async def test_selected_runs_to_one(client):
    found = await offered(client, (1, 0), (2, 12), ["refactor"])
    assert await applied(client, found["`RUN` 명령 2개 합치기"]) == TEXT.replace(
        "\nRUN touch /b", " \\\n    && touch /b"
    )


@pytest.mark.asyncio(loop_scope="module")
async def test_only_the_kinds_that_are_asked_for(client):
    rewriting = await offered(client, (1, 0), (1, 0), ["refactor.rewrite"])
    assert {action.kind for action in rewriting.values()} == {types.CodeActionKind.RefactorRewrite}
    assert await offered(client, (1, 0), (1, 0), ["source.organizeImports"]) == {}
