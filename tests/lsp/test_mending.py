"""Fixes through the protocol: versions, new files, snippets, what wants a look, edits on demand, the whole workspace."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from lsp.clients import actions, applied, capabilities_for_push, keep_published, open_text, published
from lsp.plain import PlainClient

if TYPE_CHECKING:
    from pathlib import Path

SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "gorae.cli.main", "server", "--stdio"])
START = types.Range(types.Position(0, 0), types.Position(0, 0))
TEXT = '# syntax=docker/dockerfile:1\nFROM debian:13-slim\nRUN touch a\nRUN touch b\nCMD ["a"]\n'


async def session(root: Path | None, wishes: dict[str, Any] | None = None, **able: Any) -> LanguageClient:
    """A session with a client that can what VS Code can, and what is named."""
    capabilities = capabilities_for_push()
    for name, value in able.items():
        setattr(capabilities.workspace.workspace_edit, name, value)
    client = await SERVER.start()
    keep_published(client)
    folders = [types.WorkspaceFolder(root.as_uri(), "root")] if root else None
    await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            initialization_options={"language": "en", **(wishes or {})},
            root_uri=None,
            workspace_folders=folders,
        )
    )
    return client


def named(offered: list[types.CodeAction], words: str) -> types.CodeAction:
    return next(one for one in offered if words in one.title)


def line(number: int) -> types.Range:
    return types.Range(types.Position(number, 0), types.Position(number, 40))


async def test_edits_name_the_version_and_unsafe_ones_want_a_look():
    client = await session(None)
    open_text(client, "untitled:a", TEXT)
    await published(client, "untitled:a", 1)
    merge = named(await actions(client, "untitled:a", line(2)), "Join")
    assert merge.edit.document_changes[0].text_document == types.OptionalVersionedTextDocumentIdentifier(
        "untitled:a", 1
    )
    assert merge.edit.change_annotations is None
    user = named(await actions(client, "untitled:a", line(4)), "USER")
    (note,) = user.edit.change_annotations.values()
    assert note.needs_confirmation
    assert user.edit.document_changes[0].edits[0].annotation_id in user.edit.change_annotations
    await client.shutdown_session()


async def test_a_client_without_annotations_gets_plain_edits():
    client = await session(None, change_annotation_support=None)
    open_text(client, "untitled:a", TEXT)
    await published(client, "untitled:a", 1)
    user = named(await actions(client, "untitled:a", line(4)), "USER")
    assert user.edit.change_annotations is None
    assert isinstance(user.edit.document_changes[0].edits[0], types.TextEdit)
    await client.shutdown_session()


async def test_silence_asks_for_the_reason_where_the_client_has_snippets():
    client = await session(None, snippet_edit_support=True)
    open_text(client, "untitled:a", TEXT)
    await published(client, "untitled:a", 1)
    here = named(await actions(client, "untitled:a", line(2)), "Ignore ‘run-consecutive’ here")
    (edit,) = here.edit.document_changes[0].edits
    assert edit.snippet.value == "# gorae: ignore=run-consecutive ${1:reason}\n"
    await client.shutdown_session()


async def test_a_client_without_the_command_ignores_here_and_in_the_file_put_last():
    text = "# syntax=docker/dockerfile:1\r\nFROM debian:13-slim\r\nRUN echo 고래 🐳 > /a\r\nRUN echo b > /b\r\nUSER nobody\r\n"
    client = await session(None)
    open_text(client, "untitled:a", text)
    await published(client, "untitled:a", 1)
    offered = await actions(client, "untitled:a", line(2))
    assert [one.title for one in offered[-2:]] == [
        "Ignore ‘run-consecutive’ here",
        "Ignore ‘run-consecutive’ in this file",
    ]
    after = applied(text, offered[-1].edit.document_changes[0].edits)
    assert after.split("\r\n")[:3] == [
        "# syntax=docker/dockerfile:1",
        "# gorae: ignore-file=run-consecutive",
        "FROM debian:13-slim",
    ]
    await client.shutdown_session()


def with_the_command(text: str, line: int) -> list[dict[str, Any]]:
    """The code actions of a line for a client that has `gorae.ignore`; lsprotocol would take them for commands."""
    client = PlainClient()
    edits = {"workspace": {"workspaceEdit": {"documentChanges": True}}}
    wishes = {"language": "en", "commands": ["gorae.ignore"]}
    client.initialize(capabilities=edits, initializationOptions=wishes)
    client.open("untitled:a", text)
    place = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 40}}
    params = {"textDocument": {"uri": "untitled:a"}, "range": place, "context": {"diagnostics": []}}
    found = client.ask("textDocument/codeAction", params)["result"]
    client.end()
    return found


def test_ignoring_is_one_row_put_last_and_a_client_with_the_command_is_given_the_choices():
    offered = with_the_command("FROM debian:13-slim\nCMD node a.js\n", 1)
    titles = [one["title"] for one in offered]
    assert [title for title in titles if "gnore" in title] == titles[-1:] == ["Ignore the findings here…"]
    assert offered[-1]["command"]["command"] == "gorae.ignore"
    (choices,) = offered[-1]["command"]["arguments"]
    assert [one["label"] for one in choices if "shell" in one["label"]] == [
        "Ignore ‘cmd-shell-form’ here",
        "Ignore ‘cmd-shell-form’ in this file",
    ]
    assert choices[0]["edit"]["documentChanges"][0]["textDocument"] == {"uri": "untitled:a", "version": 1}


def test_ignoring_in_the_file_stands_below_the_directives():
    row = with_the_command(TEXT, 2)[-1]
    assert row["title"] == "Ignore ‘run-consecutive’…"
    in_file = next(one for one in row["command"]["arguments"][0] if "file" in one["label"])
    (edit,) = in_file["edit"]["documentChanges"][0]["edits"]
    assert edit["range"]["start"] == edit["range"]["end"] == {"line": 1, "character": 0}
    assert edit["newText"] == "# gorae: ignore-file=run-consecutive\n"


async def test_an_ignore_comment_is_widened_to_the_file():
    text = "# syntax=docker/dockerfile:1\r\nFROM debian:13-slim\r\n# gorae: ignore=user-missing 고래 🐳\r\nCMD a\r\n"
    client = await session(None)
    open_text(client, "untitled:a", text)
    await published(client, "untitled:a", 1)
    wider = named(await actions(client, "untitled:a", types.Range(types.Position(2, 4), types.Position(2, 4))), "whole")
    after = applied(text, wider.edit.document_changes[0].edits)
    assert after.split("\r\n")[1:] == [
        "# gorae: ignore-file=user-missing 고래 🐳",
        "FROM debian:13-slim",
        "CMD a",
        "",
    ]
    await client.shutdown_session()


async def test_the_preferred_fixes_stand_first_and_none_twice():
    text = "FROM node:24\nENTRYPOINT node a.js\n"
    client = await session(None)
    open_text(client, "untitled:a", text)
    await published(client, "untitled:a", 1)
    offered = [one for one in await actions(client, "untitled:a", line(1)) if one.edit is not None]
    preferred = [bool(one.is_preferred) for one in offered]
    assert preferred == sorted(preferred, reverse=True)
    changed = [applied(text, one.edit.document_changes[0].edits) for one in offered]
    assert len(changed) == len(set(changed))
    await client.shutdown_session()


async def test_another_file_is_made(tmp_path: Path):
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "a.js").write_text("1")
    text = "FROM node:24-slim\nCOPY . /app\nUSER node\n"
    (tmp_path / "Dockerfile").write_text(text)
    uri = (tmp_path / "Dockerfile").as_uri()
    client = await session(tmp_path)
    open_text(client, uri, text)
    offered: list[types.CodeAction] = []
    for _ in range(100):  # the folder is read beside the text
        offered = await actions(client, uri, line(1))
        if any(".dockerignore" in one.title for one in offered):
            break
        await asyncio.sleep(0.1)
    made = named(offered, ".dockerignore").edit.document_changes
    assert [one.kind if isinstance(one, types.CreateFile) else "edit" for one in made] == ["create", "edit"]
    assert made[0].uri == made[1].text_document.uri == (tmp_path / ".dockerignore").as_uri()
    assert made[1].text_document.version is None
    assert "node_modules" in made[1].edits[0].new_text
    await client.shutdown_session()


async def test_the_edits_of_a_large_text_come_when_the_line_is_chosen():
    rows = "".join(f"RUN touch a\nRUN touch b\nLABEL a{number}=b\n" for number in range(1000))
    text = f"FROM debian:13-slim\n{rows}USER nobody\n"
    client = await session(None)
    open_text(client, "untitled:a", text)
    await published(client, "untitled:a", 1)
    (offered,) = await actions(client, "untitled:a", START, ["source.fixAll.gorae"])
    assert offered.edit is None
    chosen = await client.code_action_resolve_async(offered)
    after = applied(text, chosen.edit.document_changes[0].edits)
    assert after.count("RUN") == 1000
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(2, "untitled:a"), [types.TextDocumentContentChangeWholeDocument(text)]
        )
    )
    assert (await client.code_action_resolve_async(offered)).edit is None
    await client.shutdown_session()


@pytest.mark.parametrize("only", ["refactor.inline", "source.organizeImports", "source.fixAll.other", "quickfix.other"])
async def test_kinds_that_were_not_asked_for_do_not_come(only: str):
    client = await session(None)
    open_text(client, "untitled:a", TEXT)
    await published(client, "untitled:a", 1)
    assert await actions(client, "untitled:a", line(2), [only]) == []
    await client.shutdown_session()


async def test_all_files_of_the_workspace(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Dockerfile").write_text("FROM debian:13-slim\nRUN touch a\nRUN touch b\nUSER nobody\n")
    (tmp_path / "b" / "Dockerfile.clean").write_text("FROM debian:13-slim\nRUN a\nUSER nobody\n")
    client = await session(tmp_path)
    uri = (tmp_path / "a" / "Dockerfile").as_uri()
    text = "FROM debian:13-slim\nRUN touch a\nRUN touch not-saved\nUSER nobody\n"
    open_text(client, uri, text)
    await published(client, uri, 1)
    asked: list[types.ApplyWorkspaceEditParams] = []

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        asked.append(params)
        return types.ApplyWorkspaceEditResult(applied=True)

    # lsprotocol takes a code action without an edit for a command, so the words of both are looked for.
    offered = named(await actions(client, uri, line(1)), "all files of the workspace")
    assert "gorae.fixAllInWorkspace" in str(offered.command)
    params = types.ExecuteCommandParams("gorae.fixAllInWorkspace", ["run-consecutive"])
    assert await client.workspace_execute_command_async(params) == 2
    (one,) = asked
    changes = {change.text_document.uri: change for change in one.edit.document_changes}
    assert changes[uri].text_document.version == 1
    assert "not-saved" in applied(text, changes[uri].edits)
    other = changes[(tmp_path / "b" / "Dockerfile").as_uri()]
    assert other.text_document.version is None
    (edit,) = other.edits  # the lines that differ, not the whole file
    assert (edit.range.start.line, edit.range.end.line) == (1, 3)
    assert applied("FROM debian:13-slim\nRUN touch a\nRUN touch b\nUSER nobody\n", [edit]) == (
        "FROM debian:13-slim\nRUN touch a \\\n    && touch b\nUSER nobody\n"
    )
    assert (
        await client.workspace_execute_command_async(types.ExecuteCommandParams("gorae.fixAllInWorkspace", ["no-such"]))
        == 0
    )
    await client.shutdown_session()


async def test_ignore_files_of_the_workspace(tmp_path: Path):
    """Each context gets its own; two Dockerfiles of one context share theirs."""
    for name, files in (("a", ("Dockerfile", "Dockerfile.dev")), ("b", ("Dockerfile",))):
        (tmp_path / name / "node_modules").mkdir(parents=True)
        (tmp_path / name / "node_modules" / "x.js").write_text("x")
        for file in files:
            (tmp_path / name / file).write_text("FROM node:24-slim\nCOPY . /app\nRUN npm ci\nUSER node\n")
    (tmp_path / "b" / ".dockerignore").write_text("*.md\n")
    client = await session(tmp_path)
    asked: list[types.ApplyWorkspaceEditParams] = []

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        asked.append(params)
        return types.ApplyWorkspaceEditResult(applied=True)

    for rule, ignored in (("dockerignore-missing", "a"), ("dockerignore-incomplete", "b")):
        params = types.ExecuteCommandParams("gorae.fixAllInWorkspace", [rule])
        assert await client.workspace_execute_command_async(params) == 1
        uri = (tmp_path / ignored / ".dockerignore").as_uri()
        *made, edited = asked.pop().edit.document_changes
        assert [type(one) for one in made] == [types.CreateFile] * (ignored == "a")
        assert edited.text_document.uri == uri
        own = ".dockerignore\n" * (ignored == "a")  # a new one names itself
        assert [edit.new_text for edit in edited.edits] == [f"**/node_modules\n{own}"]
        assert edited.edits[0].range.start.line == (ignored == "b")
    await client.shutdown_session()


async def test_a_client_that_shows_changes_itself_is_not_told_to_ask():
    asking, quiet = await session(None), await session(None, {"confirmUnsafe": False})
    annotated = []
    for client in (asking, quiet):
        open_text(client, "untitled:e", TEXT.replace("debian:13-slim", "debian"))
        await published(client, "untitled:e", 1)
        pin = next(one for one in await actions(client, "untitled:e", line(1)) if one.is_preferred)
        annotated.append(pin.edit.change_annotations is not None)
        await client.shutdown_session()
    assert annotated == [True, False]


async def test_the_palettes_command_fixes_what_is_safe_and_says_how_much(tmp_path: Path):
    """Without a rule: nothing that changes the image, with progress; a preview only where one is asked for."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Dockerfile").write_text("FROM debian\nRUN touch a\nRUN touch b\nUSER nobody\n")
    client = await session(tmp_path)
    asked: list[types.ApplyWorkspaceEditParams] = []
    steps: list[str] = []

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        asked.append(params)
        return types.ApplyWorkspaceEditResult(applied=True)

    client.protocol.fm.features[types.PROGRESS] = lambda params: steps.append(params.value["kind"])

    command = "gorae.fixAllInWorkspace"
    assert await client.workspace_execute_command_async(types.ExecuteCommandParams(command)) == 2
    assert await client.workspace_execute_command_async(types.ExecuteCommandParams(command, [None, True])) == 2
    direct, preview = (params.edit for params in asked)
    assert direct.change_annotations is None
    assert [note.needs_confirmation for note in preview.change_annotations.values()] == [True]
    # The note is at a change that nobody sees (a file that is there is not made), and so the boxes of all others are ticked.
    shown, *rest = preview.document_changes
    assert (shown.kind, shown.uri, shown.options.ignore_if_exists) == ("create", rest[0].text_document.uri, True)
    assert {type(row) for change in rest for row in change.edits} == {types.TextEdit}
    for changes in (direct.document_changes, rest):
        texts = [row.new_text for change in changes for row in change.edits]
        assert texts == ["RUN touch a \\\n    && touch b\n"] * 2
    assert (steps[0], steps[-1]) == ("begin", "end")
    while len(client.messages) < 2:
        await asyncio.sleep(0.01)
    assert [message.message for message in client.messages] == ["Fixes applied in 2 files: 2."] * 2
    await client.shutdown_session()


async def test_the_command_ends_before_the_client_has_applied_the_fixes(tmp_path: Path):
    """A client that looks at a preview, or at nothing else until the command ends, does not answer what it is asked."""
    (tmp_path / "Dockerfile").write_text("FROM debian\nRUN touch a\nRUN touch b\nUSER nobody\n")
    client = await session(tmp_path)
    asked: list[types.ApplyWorkspaceEditParams] = []
    ended = asyncio.Event()

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    async def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        asked.append(params)
        await ended.wait()
        return types.ApplyWorkspaceEditResult(applied=False)

    assert await client.workspace_execute_command_async(types.ExecuteCommandParams("gorae.fixAllInWorkspace")) == 1
    assert (len(asked), client.messages) == (1, [])
    ended.set()
    await client.shutdown_session()


async def test_fixes_that_are_not_safe_are_applied_in_all_files_where_the_client_does_not_ask(tmp_path: Path):
    (tmp_path / "Dockerfile").write_text("FROM debian\nRUN a\nUSER nobody\n")
    annotated = []
    for wishes in ({}, {"confirmUnsafe": False}):
        client = await session(tmp_path, wishes)

        @client.feature(types.WORKSPACE_APPLY_EDIT)
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            annotated.append(params.edit.change_annotations is not None)
            return types.ApplyWorkspaceEditResult(applied=True)

        params = types.ExecuteCommandParams("gorae.fixAllInWorkspace", ["DL3006"])
        assert await client.workspace_execute_command_async(params) == 1
        await client.shutdown_session()
    assert annotated == [True, False]
