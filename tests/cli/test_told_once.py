"""A `.dockerignore` that is missing is one file, however many Dockerfiles would be built without it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.running import gorae
from gorae.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nUSER node\nCMD ["node", "a.js"]\n'


@pytest.mark.parametrize(
    ("options", "expected"),
    [([], ["Dockerfile", "other/Dockerfile"]), (["--select", "dockerignore-missing"], ["Dockerfile", "Dockerfile.prod", "other/Dockerfile"])],
    ids=["once a folder", "in each file for whoever asks for the rule"],
)  # fmt: skip
def test_told_once(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    expected: list[str],
) -> None:
    (tmp_path / "other").mkdir()
    for path in ("Dockerfile", "Dockerfile.prod", "other/Dockerfile", "package.json", "other/package.json"):
        (tmp_path / path).write_text(TEXT if "Dockerfile" in path else "{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["check", ".", "--output-format", "json", "--no-shellcheck", *options])
    found = json.loads(capsys.readouterr().out)
    assert [one["filename"] for one in found if one["code"] == "dockerignore-missing"] == expected


def test_files_that_a_fix_creates_are_counted(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian:13-slim\nWORKDIR /app\nCOPY . .\nUSER nobody\nCMD a b\n")
    (tmp_path / ".git").mkdir()
    done = gorae("check", "--fix", "--select", "dockerignore-missing,cmd-shell-form", cwd=tmp_path)
    assert (tmp_path / ".dockerignore").exists()
    assert "Fixed 2 problems in 2 files." in done.out


def test_a_secret_of_the_folder_is_one_however_many_dockerfiles_copy_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DB_PASSWORD=hunter22\n")
    for name in ("Dockerfile", "Dockerfile.prod"):
        (tmp_path / name).write_text(TEXT)
    done = gorae("check", ".", "--output-format", "json", "--no-shellcheck", cwd=tmp_path)
    assert [one["filename"] for one in json.loads(done.out) if one["code"] == "copy-secret-file"] == ["Dockerfile"]
