"""Getting around through the protocol: in each client's columns, with 고래, 🐳, tabs and CRLF before the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from gorae.context.surroundings import context_of
from gorae.lsp.resolved_settings import resolve
from gorae.lsp.rpc import RequestFailedError
from gorae.source import Edit, Span, Text
from gorae.syntax import reparse
from lsp.asking import ENCODINGS, Asking

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "FROM alpine AS base\r\n"
    'ENV\t이름="고래 🐳" PORT=1\r\n'
    "RUN echo 🐳 고래 $PORT \\\r\n\t&& echo '🐳' ${PORT:-1}\r\n"
    "FROM base\r\n"
    "COPY --from=0 🐳 /x\r\n"
)
URI = "untitled:Dockerfile"


@pytest.fixture(params=ENCODINGS)
def asking(request: Any) -> Asking:
    return Asking(TEXT, encoding=request.param)


def test_definition_and_declaration(asking: Asking) -> None:
    at = TEXT.index("${PORT") + 3
    for method in ("definition", "declaration"):
        found = asking.ask(f"textDocument/{method}", at)
        assert found["uri"] == URI
        assert asking.written(found["range"]) == "PORT"
        assert found["range"]["start"]["line"] == 1
    assert asking.ask("textDocument/definition", 1) is None


def test_references_and_highlights(asking: Asking) -> None:
    at = TEXT.index("$PORT") + 1
    found = asking.ask("textDocument/references", at, context={"includeDeclaration": True})
    assert [asking.written(one["range"]) for one in found] == ["PORT"] * 3
    uses = asking.ask("textDocument/references", at, context={"includeDeclaration": False})
    assert [one["range"]["start"]["line"] for one in uses] == [2, 3]
    marks = asking.ask("textDocument/documentHighlight", at)
    assert [(asking.written(one["range"]), one["kind"]) for one in marks] == [("PORT", 3), ("PORT", 2), ("PORT", 2)]
    assert asking.ask("textDocument/documentHighlight", 1) is None


def test_rename(asking: Asking) -> None:
    at = TEXT.index("$PORT") + 1
    ready = asking.ask("textDocument/prepareRename", at)
    assert (asking.written(ready["range"]), ready["placeholder"]) == ("PORT", "PORT")
    changed = asking.ask("textDocument/rename", at, newName="P")
    assert asking.applied(changed["changes"][URI]) == TEXT.replace("PORT", "P")
    with pytest.raises(RequestFailedError, match="번호"):
        asking.ask("textDocument/prepareRename", TEXT.index("=0") + 1)
    with pytest.raises(RequestFailedError, match="1A"):
        asking.ask("textDocument/rename", at, newName="1A")


def test_versions_where_the_client_takes_them() -> None:
    asking = Asking(TEXT, capabilities={"workspace": {"workspaceEdit": {"documentChanges": True}}})
    changed = asking.ask("textDocument/rename", TEXT.index("base"), newName="b")["documentChanges"]
    assert changed[0]["textDocument"] == {"uri": URI, "version": 1}
    assert asking.applied(changed[0]["edits"]) == TEXT.replace("base", "b")


def test_outline_folds_links_selections(asking: Asking) -> None:
    tree = Asking(
        TEXT,
        encoding=asking.encoding,
        capabilities={"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}},
    ).ask("textDocument/documentSymbol")
    assert [row["name"] for row in tree] == ["base", "base"]
    assert asking.written(tree[0]["children"][0]["children"][0]["selectionRange"]) == "이름"
    flat = asking.ask("textDocument/documentSymbol")
    assert [(row["name"], row.get("containerName")) for row in flat][:3] == [
        ("base", None),
        ("ENV 이름, PORT", "base"),
        ("이름", "ENV 이름, PORT"),
    ]
    folds = asking.ask("textDocument/foldingRange")
    assert [(fold["startLine"], fold["endLine"]) for fold in folds] == [(0, 3), (2, 3), (4, 5)]
    links = asking.ask("textDocument/documentLink")
    assert [asking.written(link["range"]) for link in links] == ["alpine"]
    (selection,) = asking.ask("textDocument/selectionRange", positions=[asking.position(TEXT.index("🐳' ${"))])
    grown = []
    while selection is not None:
        grown.append(asking.written(selection["range"]))
        selection = selection.get("parent")
    assert grown[1:4] == ["🐳", "'🐳'", "echo '🐳' ${PORT:-1}"]


NASTY = (
    '# escape=\\\n\tARG 이름=🐳 \\\r\n\t  B=50%\n FROM a AS 기본\r\n  ENV 🐳=1 \\\n\\\n  C=%d D=\\\nE\nLABEL a.b="%s"\n'
    "RUN <<A cat\n🐳 {} %\nA\nONBUILD RUN b\nMAINTAINER 🐳\nFROM b\nRUN c"
)


def test_a_row_of_the_outline_is_the_same_as_a_tree_and_as_a_list(asking: Asking) -> None:
    trees = {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
    asking = Asking(NASTY, encoding=asking.encoding, capabilities=trees)

    def rows(tree: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return [
            one for row in tree for one in ((row["name"], row["kind"], row["range"]), *rows(row.get("children", [])))
        ]

    def keywords(tree: list[dict[str, Any]]) -> list[str]:
        return [
            one for row in tree for one in (asking.written(row["selectionRange"]), *keywords(row.get("children", [])))
        ]

    # The rows are kept: lines that come above move them.
    for above in ("", "# 🐳\n\n", "# a\r\n"):
        asking.text = Text(above + NASTY)
        asking.document.document = reparse(
            asking.document.document, [Edit(Span(0, len(asking.document.text)), above + NASTY)]
        )
        tree = asking.ask("textDocument/documentSymbol")
        flat = Asking(above + NASTY, encoding=asking.encoding).ask("textDocument/documentSymbol")
        assert rows(tree) == [(row["name"], row["kind"], row["location"]["range"]) for row in flat]
        assert "🐳" in keywords(tree)
        assert "이름" in keywords(tree)


EDITS = {
    "a line above all": ("ARG A", "# 🐳\n\nARG A"),
    "a blank line between two instructions": ("RUN b", "\nRUN b"),
    "a comment between two instructions": ("USER u", "# 왜 🐳\nUSER u"),
    "blanks before an instruction": ("USER u", "  USER u"),
    "blanks before a FROM": ("FROM b", " FROM b"),
    "a letter": ("RUN b", "RUN bc"),
    "a stage above the others": ("FROM a", "FROM x AS 처음\nFROM a"),
    "a name": ("AS second", "AS 둘째"),
    "a stage goes": ("FROM b AS second\nUSER u\n", ""),
}


@pytest.mark.parametrize(("old", "new"), EDITS.values(), ids=EDITS)
def test_the_outline_after_an_edit_is_that_of_the_text(asking: Asking, old: str, new: str) -> None:
    trees = {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
    text = "ARG A=1\nARG B=🐳\nFROM a\nRUN b\nENV 고래=1\nFROM b AS second\nUSER u\nFROM second\nCOPY --from=0 a b\n"
    asking = Asking(text, encoding=asking.encoding, capabilities=trees)
    asking.ask("textDocument/documentSymbol")
    at = text.index(old)
    asking.document.document = reparse(asking.document.document, [Edit(Span(at, at + len(old)), new)])
    fresh = Asking(text.replace(old, new, 1), encoding=asking.encoding, capabilities=trees)
    assert asking.document.text.value == fresh.text.value
    assert asking.ask("textDocument/documentSymbol") == fresh.ask("textDocument/documentSymbol")


def test_hierarchies(asking: Asking) -> None:
    (item,) = asking.ask("textDocument/prepareCallHierarchy", 0)
    assert (item["name"], item["detail"]) == ("base", "FROM alpine")
    (call,) = asking.call("callHierarchy/incomingCalls", {"item": item})
    assert call["from"]["name"] == "#1"
    assert [asking.written(place) for place in call["fromRanges"]] == ["base", "0"]
    (out,) = asking.call("callHierarchy/outgoingCalls", {"item": call["from"]})
    assert out["to"] == item
    (kind,) = asking.ask("textDocument/prepareTypeHierarchy", TEXT.index("FROM base"))
    assert asking.call("typeHierarchy/supertypes", {"item": kind}) == [item]
    assert asking.call("typeHierarchy/subtypes", {"item": item}) == [kind]
    assert asking.call("typeHierarchy/subtypes", {"item": {**item, "data": {"stage": 9}}}) is None


def test_linked_editing(asking: Asking) -> None:
    assert asking.ask("textDocument/linkedEditingRange", TEXT.index("base")) is not None  # a number that names it stays
    found = asking.ask("textDocument/linkedEditingRange", TEXT.index("PORT"))
    assert [asking.written(place) for place in found["ranges"]] == ["PORT"] * 3
    # What is typed behind a variable's name and is no part of one goes to that place alone.
    assert not re.fullmatch(found["wordPattern"], "PORT-1")
    stage = Asking("FROM a AS b\nFROM b\n", encoding=asking.encoding)
    assert re.fullmatch(stage.ask("textDocument/linkedEditingRange", 10)["wordPattern"], "b-1.0")


def test_formatting(asking: Asking) -> None:
    options = {"tabSize": 2, "insertSpaces": True}
    messy = Asking("FROM  alpine  AS  고래🐳\r\nRUN a \\\r\n&& b\r\n", encoding=asking.encoding)
    tidy = "FROM alpine AS 고래🐳\r\nRUN a \\\r\n  && b\r\n"
    assert messy.applied(messy.ask("textDocument/formatting", options=options)) == tidy
    start = {"line": 1, "character": 0}
    ranged = messy.ask("textDocument/rangeFormatting", options=options, range={"start": start, "end": start})
    assert ranged == []
    typed = Asking("RUN echo 🐳 &&\r\necho\r\n", encoding=asking.encoding)
    edits = typed.ask("textDocument/onTypeFormatting", typed.text.value.index("\necho") + 1, ch="\n", options=options)
    assert typed.applied(edits) == "RUN echo 🐳 && \\\r\n  echo\r\n"


def test_formatting_can_be_switched_off() -> None:
    from gorae.lsp.options import read_options

    asking = Asking("FROM  a\n")
    asking.document.options = read_options({"format": {"enable": False}})
    assert asking.ask("textDocument/formatting", options={}) is None
    asking.document.options = read_options({"format": {"instructionCase": "lower"}})
    assert asking.applied(asking.ask("textDocument/formatting", options={})) == "from a\n"


def test_names_reach_compose_files(tmp_path: Path) -> None:
    text = "ARG VERSION\nFROM alpine AS final\nCOPY run.sh /\nENTRYPOINT /run.sh\n"
    (tmp_path / "Dockerfile").write_text(text)
    (tmp_path / "run.sh").write_text("")
    compose = tmp_path / "compose.yaml"
    compose.write_text("services:\n  고래:\n    build: {context: ., target: final, args: {VERSION: 1}}\n")
    asking = Asking(text, uri=(tmp_path / "Dockerfile").as_uri())
    asking.document.context = context_of(tmp_path / "Dockerfile", text, {}, workspace=tmp_path)
    changed = asking.ask("textDocument/rename", 5, newName="V")["changes"]
    assert changed[compose.as_uri()][0]["range"] == {
        "start": {"line": 2, "character": 46},
        "end": {"line": 2, "character": 53},
    }
    places = asking.ask("textDocument/references", text.index("final"), context={"includeDeclaration": True})
    assert [one["uri"] for one in places] == [asking.uri, compose.as_uri()]
    for word in ("run.sh", "/run.sh"):
        (opened,) = asking.ask("textDocument/definition", text.index(word) + 2)
        assert opened["uri"] == (tmp_path / "run.sh").as_uri()


async def test_a_workspace_is_searched(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "Dockerfile").write_text("FROM alpine AS builder\nARG NODE_VERSION\n")
    (tmp_path / "b.Dockerfile").write_bytes(b"FROM \xff")
    asking = Asking("FROM x AS 'open'\n", uri=(tmp_path / "Dockerfile").as_uri())
    asking.session.folders = [tmp_path]
    from gorae.lsp.workspace_symbol import workspace_symbol

    rows = await workspace_symbol(asking.session, {"query": "ndv"})
    assert [(row["name"], row["location"]["range"]["start"]["line"]) for row in rows] == [("ARG NODE_VERSION", 1)]
    assert len(await workspace_symbol(asking.session, {"query": ""})) == 3


def test_nothing_is_said_of_what_is_not_open() -> None:
    asking = Asking("FROM a\n")
    asking.uri = "file:///other"
    for method in ("definition", "references", "documentHighlight", "prepareRename", "linkedEditingRange"):
        assert asking.ask(f"textDocument/{method}", 0) is None
    for method in ("documentSymbol", "foldingRange", "documentLink", "formatting"):
        assert asking.ask(f"textDocument/{method}") is None


@pytest.mark.parametrize(
    "uri", ["git:/a/Dockerfile?%7B%7D", "vscode-vfs://github/o/r/Dockerfile", "untitled:Dockerfile-1"]
)
async def test_documents_that_are_no_files(uri: str) -> None:
    from lsprotocol import types

    from gorae.lsp import diagnostics
    from gorae.lsp.code_action import code_action

    asking = Asking("FROM  alpine AS base\nMAINTAINER x\nFROM base\n", uri=uri)
    asking.document.settings = resolve(asking.session, uri, asking.session.options).settings
    assert asking.ask("textDocument/definition", asking.text.value.index("base\n", 30))["uri"] == uri
    assert asking.ask("textDocument/documentLink") is not None
    name = asking.text.value.index("base\n", 30)
    is_read_only = not uri.startswith("untitled:")
    assert (asking.ask("textDocument/prepareRename", name) is None) is is_read_only
    assert (asking.ask("textDocument/rename", name, newName="made") is None) is is_read_only
    assert (asking.ask("textDocument/linkedEditingRange", name) is None) is is_read_only
    assert (asking.ask("textDocument/formatting", options={}) is None) is is_read_only
    diagnostics.check(asking.session, asking.document)
    assert (not asking.document.diagnostics) is uri.startswith("git:")
    line = types.Range(types.Position(1, 0), types.Position(1, 12))
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), line, types.CodeActionContext([]))
    assert (not code_action(asking.session, params)) is is_read_only
    assert asking.document.context is None


def test_a_cell_of_a_notebook_is_no_dockerfile() -> None:
    asking = Asking("FROM a\n")
    uri = "vscode-notebook-cell:/a/notes.ipynb#W0sZmlsZQ%3D%3D"
    item = {"uri": uri, "languageId": "dockerfile", "version": 1, "text": "FROM a\n"}
    asking.call("textDocument/didOpen", {"textDocument": item})
    change = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "FROM b\n"}]}
    asking.call("textDocument/didChange", change)
    assert uri not in asking.session.documents
    assert asking.call("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) is None
    asking.call("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert asking.session.connection.notifications == []  # type: ignore[attr-defined]


def test_two_hundred_open_documents_each_have_their_own_outline() -> None:
    asking = Asking("FROM a\n")
    asking.session.starting = []  # no loop runs here
    for number in range(200):
        text = f"FROM debian AS stage{number}\n" + "RUN 고래🐳\n" * (number % 7)
        item = {"uri": f"untitled:Dockerfile-{number}", "languageId": "dockerfile", "version": 1, "text": text}
        asking.call("textDocument/didOpen", {"textDocument": item})
    asking.call("textDocument/didClose", {"textDocument": {"uri": "untitled:Dockerfile-3"}})
    for number in range(200):
        found = asking.call("textDocument/documentSymbol", {"textDocument": {"uri": f"untitled:Dockerfile-{number}"}})
        if number == 3:
            assert found is None
            continue
        names = [row["name"] for row in found]
        assert [name for name in names if name.startswith("stage")] == [f"stage{number}"]
        assert len([name for name in names if name.startswith("RUN")]) == number % 7
