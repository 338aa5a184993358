"""Completion and signature help over real standard input and output."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator  # noqa: TC003  # pytest-lsp reads the fixture's annotations

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

URI = "untitled:Dockerfile"


@pytest_lsp.fixture(
    scope="module",
    params=["visual-studio-code", "neovim"],
    config=ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server"]),
)
async def client(lsp_client: LanguageClient, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    capabilities = client_capabilities(request.param)
    capabilities.workspace = types.WorkspaceClientCapabilities()
    capabilities.text_document.completion.completion_item.snippet_support = request.param != "neovim"
    name = {"visual-studio-code": "Visual Studio Code", "neovim": "Neovim"}[request.param]
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities, client_info=types.ClientInfo(name), root_uri=None, locale="ko-KR"
        )
    )
    lsp_client.__dict__["is_vscode"] = request.param != "neovim"
    # Neovim wishes for UTF-8 first.
    lsp_client.__dict__["codec"], lsp_client.__dict__["unit"] = (
        ("utf-8", 1) if request.param == "neovim" else ("utf-16-le", 2)
    )
    yield
    await lsp_client.shutdown_session()


def opened(client: LanguageClient, text: str) -> tuple[str, types.Position]:
    """Opens the text; the place of its `|`."""
    before, _, behind = text.partition("|")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(URI, "dockerfile", 1, before + behind))
    )
    line = before.count("\n")
    column = len(before.rsplit("\n", 1)[-1].encode(client.__dict__["codec"])) // client.__dict__["unit"]
    return before + behind, types.Position(line, column)


async def completed(client: LanguageClient, text: str) -> tuple[str, dict[str, types.CompletionItem]]:
    text, place = opened(client, text)
    found = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(URI), place)
    )
    return text, {item.label: item for item in found.items}


@pytest.mark.asyncio(loop_scope="module")
async def test_a_keyword_with_its_page(client):
    _, items = await completed(client, "FROM a\nco|")
    item = items["COPY"]
    assert item.kind == types.CompletionItemKind.Keyword
    assert item.text_edit.new_text == "COPY "
    assert item.documentation is None
    whole = await client.completion_item_resolve_async(item)
    text = whole.documentation.value
    assert "복사" in text
    assert whole.label == "COPY"


@pytest.mark.asyncio(loop_scope="module")
async def test_snippets_where_the_client_knows_them(client):
    _, items = await completed(client, "FROM a\n|")
    item = items["WORKDIR /app"]
    snippet = client.__dict__["is_vscode"]
    assert item.text_edit.new_text == ("WORKDIR ${1:/app}" if snippet else "WORKDIR /app")
    assert (item.insert_text_format == types.InsertTextFormat.Snippet) == snippet
    assert (items["FROM"].command is not None) == snippet


@pytest.mark.asyncio(loop_scope="module")
async def test_columns_behind_a_whale(client):
    text, items = await completed(client, 'FROM a\nARG WAL=1\nLABEL a="🐳🐳 고래 $W|"')
    edit = items["WAL"].text_edit
    codec, unit = client.__dict__["codec"], client.__dict__["unit"]
    line = text.split("\n")[2].encode(codec)
    start, end = edit.range.start.character * unit, edit.range.end.character * unit
    after = line[:start] + edit.new_text.encode(codec) + line[end:]
    assert after.decode(codec) == 'LABEL a="🐳🐳 고래 $WAL"'


@pytest.mark.asyncio(loop_scope="module")
async def test_signature_help(client):
    _, place = opened(client, "FROM a\nCOPY --chown=|")
    found = await client.text_document_signature_help_async(
        types.SignatureHelpParams(types.TextDocumentIdentifier(URI), place)
    )
    signature = found.signatures[0]
    label = signature.parameters[found.active_parameter].label
    assert (label if isinstance(label, str) else signature.label[label[0] : label[1]]) == "USER"
