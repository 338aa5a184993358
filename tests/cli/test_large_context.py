"""A folder with more files than anybody sends, a whole disk say, is listed up to a limit, and a sentence says so."""

from __future__ import annotations

import json

from gorae.around import listing
from gorae.cli.main import main
from gorae.context import folder, report


def _many(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        for number in range(4):
            (tmp_path / name / str(number)).write_text("x")


def test_the_list_ends_with_a_sentence(tmp_path, monkeypatch, capsys):
    _many(tmp_path)
    monkeypatch.setattr(report, "MOST_FILES", 6)
    assert main(["context", str(tmp_path), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert "is too large to be listed whole: the list ends after 4 files." in said.err
    assert "4 files" in said.out.splitlines()[-1]


def test_json_says_so_too(tmp_path, monkeypatch, capsys):
    _many(tmp_path)
    monkeypatch.setattr(report, "MOST_FILES", 6)
    assert main(["context", str(tmp_path), "--output-format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["truncated"] is True


def test_a_folder_that_is_listed_whole_has_no_such_key(tmp_path, capsys):
    _many(tmp_path)
    assert main(["context", str(tmp_path), "--output-format", "json"]) == 0
    assert sorted(json.loads(capsys.readouterr().out)) == ["bytes", "excluded", "files"]


def test_the_page_of_the_editor_says_so(tmp_path, monkeypatch):
    _many(tmp_path)
    real = folder.read_context
    monkeypatch.setattr(listing, "read_context", lambda *given, **more: real(*given, **more, most_files=6))
    page = listing.context_page(tmp_path / ".dockerignore", {}, "ko")
    assert "폴더에 파일이 너무 많아서 다 읽지 않았습니다." in page
