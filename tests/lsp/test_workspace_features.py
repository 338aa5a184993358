"""Files that are not open: what is found in them, and how Dockerfiles follow what is renamed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from gorae.lsp.commands import execute_command
from gorae.lsp.documents import open_document
from gorae.lsp.file_operations import will_rename_files
from gorae.lsp.json_text import JsonText
from gorae.lsp.pull_diagnostics import report
from gorae.lsp.resolved_settings import resolve
from gorae.lsp.rows import row
from gorae.lsp.rpc import InvalidParamsError
from gorae.lsp.workspace_diagnostics import pull
from gorae.lsp.workspace_files import _read
from lsp.asking import ENCODINGS, Asking

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "run.sh").write_text("#!/bin/sh\n")
    (tmp_path / "고래.txt").write_text("")
    (tmp_path / "Dockerfile").write_text(
        'FROM alpine\nCOPY a/run.sh ./고래.txt /bin/\nCOPY a /a/\nENTRYPOINT ["run.sh"]\nMAINTAINER x\n'
    )
    return tmp_path


def _asking(folder: Path, encoding: str = "utf-16") -> Asking:
    asking = Asking("FROM scratch\n", uri=(folder / "other").as_uri(), encoding=encoding)
    asking.session.folders = [folder]
    return asking


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        ("a/run.sh", "a/start.sh", 'COPY a/start.sh ./고래.txt /bin/\nCOPY a /a/\nENTRYPOINT ["start.sh"]'),
        ("a", "b/c", 'COPY b/c/run.sh ./고래.txt /bin/\nCOPY b/c /a/\nENTRYPOINT ["run.sh"]'),
        ("고래.txt", "🐳.txt", 'COPY a/run.sh ./🐳.txt /bin/\nCOPY a /a/\nENTRYPOINT ["run.sh"]'),
    ],
    ids=["a file that the image starts", "a folder, and what lies in it", "a name beyond ASCII"],
)
async def test_the_dockerfile_follows(folder: Path, old: str, new: str, after: str, encoding: str) -> None:
    asking = _asking(folder, encoding)
    params = {"files": [{"oldUri": (folder / old).as_uri(), "newUri": (folder / new).as_uri()}]}
    found = await will_rename_files(asking.session, params)
    assert found is not None
    file = folder / "Dockerfile"
    there = Asking(file.read_text(), encoding=encoding)
    changed = there.applied(found["changes"][file.as_uri()])
    assert changed == f"FROM alpine\n{after}\nMAINTAINER x\n"


@pytest.mark.parametrize(
    ("why", "line", "new", "after"),
    [
        ("a mount", "RUN --mount=type=bind,source=a/run.sh,target=/r sh /r", "b.sh", "RUN --mount=type=bind,source=b.sh,target=/r sh /r"),
        ("a mount's folder", "RUN --mount=target=/r,src=./a/run.sh sh /r", "b/c.sh", "RUN --mount=target=/r,src=./b/c.sh sh /r"),
        ("a mount from a stage", "RUN --mount=from=alpine,source=a/run.sh,target=/r sh /r", "b.sh", None),
        ("spaces want the JSON form", "COPY --link a/run.sh \\\n  고래.txt /x/", "b c.sh", 'COPY --link ["b c.sh", \\\n  "고래.txt", "/x/"]'),
        ("spaces in the JSON form", 'COPY ["a/run.sh", "/x/"]', "b c.sh", 'COPY ["b c.sh", "/x/"]'),
        ("a pattern's letters", "COPY a/run.sh /x/", "[id].sh", None),
        ("a comma in a mount", "RUN --mount=source=a/run.sh,target=/r sh /r", "b,c.sh", None),
        ("a copy that COPY names itself", 'COPY a/run.sh /run.sh\nCMD ["/run.sh"]', "go.sh", 'COPY go.sh /run.sh\nCMD ["/run.sh"]'),
        ("a started script with spaces", "COPY a /a\nCMD /a/run.sh", "a/b c.sh", None),
    ],
)  # fmt: skip
async def test_the_line_means_the_new_file_or_stays(
    folder: Path, why: str, line: str, new: str, after: str | None
) -> None:
    file = folder / "Dockerfile"
    file.write_text(f"FROM alpine\n{line}\n")
    params = {"files": [{"oldUri": (folder / "a/run.sh").as_uri(), "newUri": (folder / new).as_uri()}]}
    found = await will_rename_files(_asking(folder).session, params)
    changed = Asking(file.read_text()).applied(found["changes"][file.as_uri()]) if found else None
    assert changed == (after and f"FROM alpine\n{after}\n"), why


async def test_nothing_follows_what_nothing_names(folder: Path) -> None:
    params = {"files": [{"oldUri": (folder / "x").as_uri(), "newUri": (folder / "y").as_uri()}]}
    assert await will_rename_files(_asking(folder).session, params) is None


async def test_what_is_found_in_closed_files(folder: Path) -> None:
    asking = _asking(folder)
    parts: list[tuple[str, Any]] = []
    asking.session.connection.notify = lambda method, params: parts.append((method, params))  # type: ignore[method-assign]
    found = await pull(asking.session, {"previousResultIds": [], "workDoneToken": "w", "partialResultToken": "p"})
    assert found == {"items": []}  # all of it came in parts
    ((item,),) = (said["value"]["items"] for _, said in parts if said["token"] == "p")
    assert item["uri"] == (folder / "Dockerfile").as_uri()
    assert "maintainer-deprecated" in {one["code"] for one in item["items"]}
    assert parts[0] == ("$/progress", {"token": "w", "value": {"kind": "begin", "title": "Gorae", "percentage": 0}})
    # Asked again, it waits until something changes, and says then only what differs.
    again = asyncio.ensure_future(
        pull(asking.session, {"previousResultIds": [{"uri": item["uri"], "value": item["resultId"]}]})
    )
    await asyncio.sleep(0.5)
    assert not again.done()
    (folder / "Dockerfile").write_text("FROM scratch\n")
    asking.session.changed.set()
    (changed,) = (await asyncio.wait_for(again, 30))["items"]
    assert changed["kind"] == "full"
    # A client that no longer wants to know ends the waiting.
    waiting = asyncio.ensure_future(
        pull(asking.session, {"previousResultIds": [{"uri": item["uri"], "value": changed["resultId"]}]})
    )
    await asyncio.sleep(0.2)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


def test_a_report_that_is_the_same_says_only_that() -> None:
    rows = JsonText('[{"message":"x"}]')
    first = report(rows, None)
    assert first["kind"] == "full"
    assert report(rows, first["resultId"]) == {"kind": "unchanged", "resultId": first["resultId"]}
    assert report(JsonText("[]"), first["resultId"])["kind"] == "full"


async def test_maintainer_is_struck_through_where_the_client_can() -> None:
    from gorae.lsp import diagnostics

    for tags, expected in (({"tagSupport": {"valueSet": [1, 2]}}, [2]), ({}, None)):
        asking = Asking("FROM scratch\nMAINTAINER x\n", capabilities={"textDocument": {"publishDiagnostics": tags}})
        document = asking.session.documents[asking.uri] = open_document(asking.uri, 1, asking.text.value)
        document.settings = resolve(asking.session, asking.uri, asking.session.options).settings
        diagnostics.check(asking.session, document)
        found = {
            problem.rule.name: row(asking.session, document, problem, "en") for problem in document.diagnostics or ()
        }
        assert found["maintainer-deprecated"].get("tags") == expected


def test_a_dockerfile_of_any_size_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.write_text("FROM scratch\n", encoding="utf-8")
    assert _read({}, path) is not None
    with path.open("r+b") as file:
        file.truncate(50_000_000_000)  # takes no room on the disk
    assert _read({}, path) is None


@pytest.mark.parametrize("name", ["gorae.context", "gorae.contextRoot", "gorae.showRule"])
@pytest.mark.parametrize("argument", [7, None, [], {}])
async def test_a_commands_arguments_are_strings(name: str, argument: object) -> None:
    with pytest.raises(InvalidParamsError, match="is not a string"):
        await execute_command(Asking("FROM scratch\n").session, {"command": name, "arguments": [argument]})
