"""A text beyond a megabyte or 20,000 lines: one hint says so, and only what the build refuses is looked for."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from gorae.lsp import diagnostics, large_texts, sync
from gorae.lsp.resolved_settings import resolve
from gorae.lsp.written_rows import written_rows
from lsp.asking import Asking

WRONG = "FROM debian:13\nMAINTAINER me\nWRKDIR /a\n"


def found(text: str, encoding: str) -> list[tuple[str | None, int]]:
    """The rules that report something, None for the hint, each with its line."""
    asking = Asking(text, encoding=encoding)
    settings = resolve(asking.session, asking.uri, asking.session.options).settings
    asking.document.settings = replace(settings, shellcheck=False)
    diagnostics.check(asking.session, asking.document)
    rows = json.loads(written_rows(asking.session, asking.document))
    return [(row.get("code"), row["range"]["start"]["line"]) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("more", ["# 고래 🐳\n" * 30, "# " + "고" * 300 + "\n"], ids=["lines", "characters"])
def test_a_large_text(encoding, more, monkeypatch):
    monkeypatch.setattr(large_texts, "MOST_LINES", 20)
    monkeypatch.setattr(large_texts, "MOST_CHARACTERS", 250)
    assert found(WRONG + more, encoding) == [(None, 0), ("instruction-unknown", 2)]


def test_a_text_as_large_as_may_be(monkeypatch):
    monkeypatch.setattr(large_texts, "MOST_LINES", WRONG.count("\n"))
    rows = found(WRONG, "utf-16")
    assert ("maintainer-deprecated", 1) in rows
    assert (None, 0) not in rows


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", ".dockerignore", "gorae.toml", "docker-bake.hcl"])
def test_a_text_that_is_not_read_gets_a_sentence_and_a_smaller_one_is_read_again(name, monkeypatch, tmp_path):
    monkeypatch.setattr(large_texts, "MOST_READ_CHARACTERS", 50)
    uri = (tmp_path / name).as_uri()
    asking = Asking("", uri=uri)
    session = asking.session
    session.documents.clear()

    def told() -> list[str]:
        method, params = session.connection.notifications[-1]
        assert method == "textDocument/publishDiagnostics"
        return [row["message"][:23] for row in params["diagnostics"]]

    async def play() -> None:
        sync.did_open(session, {"textDocument": {"uri": uri, "version": 1, "text": "# 고래 🐳\n" * 8}})
        assert told() == ["파일이 5 MB를 넘어 검사하지 않습니다."]
        sync.did_change(session, {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": ""}]})
        assert uri not in session.too_large | session.lost
        paste = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "#" * 51}
        sync.did_change(session, {"textDocument": {"uri": uri, "version": 3}, "contentChanges": [paste]})
        assert told() == ["파일이 5 MB를 넘어 검사하지 않습니다."]
        sync.did_close(session, {"textDocument": {"uri": uri}})
        assert told() == []

    asyncio.run(play())
