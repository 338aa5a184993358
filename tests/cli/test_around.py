"""`gorae check` of compose, bake and ignore files: each as what it is, never as a Dockerfile."""

from __future__ import annotations

import io
import json
import sys

import pytest

from gorae.cli.main import main

COMPOSE = "services:\n  web:\n    build:\n      context: .\n      target: runn\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "Dockerfile").write_text("FROM debian:13-slim AS run\nUSER nobody\n", encoding="utf-8")
    (tmp_path / "compose.yaml").write_text(COMPOSE, encoding="utf-8")
    (tmp_path / ".dockerignore").write_text(".git\n.git\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(capsys, *arguments: str) -> list[tuple[str, str, int, int]]:
    main(["check", "--output-format", "json", *arguments])
    found = json.loads(capsys.readouterr().out)
    return [(row["filename"], row["code"], row["location"]["row"], row["location"]["column"]) for row in found]


def test_each_as_what_it_is(project, capsys):
    assert rows(capsys, "compose.yaml") == [("compose.yaml", "build-target-unknown", 5, 15)]
    assert rows(capsys, ".dockerignore") == [(".dockerignore", "dockerignore-pattern-duplicate", 2, 1)]


def test_a_folder_with_all_of_them(project, capsys):
    codes = [row[:2] for row in rows(capsys, ".")]
    assert codes == [(".dockerignore", "dockerignore-pattern-duplicate"), ("compose.yaml", "build-target-unknown")]


def test_of_packages_of_others_nothing(project, capsys):
    (project / "vendor").mkdir()
    (project / "vendor" / "compose.yaml").write_text(COMPOSE, encoding="utf-8")
    assert "vendor/compose.yaml" not in [row[0] for row in rows(capsys, ".")]


def test_fixes(project, capsys):
    assert main(["check", "--fix", ".dockerignore"]) == 0
    assert (project / ".dockerignore").read_text() == ".git\n"
    assert main(["check", "--fix", "compose.yaml"]) == 1
    assert (project / "compose.yaml").read_text() == COMPOSE
    assert main(["check", "--fix", "--unsafe-fixes", "--diff", "compose.yaml"]) == 0
    assert "+      target: run\n" in capsys.readouterr().out
    assert main(["check", "--fix", "--unsafe-fixes", "compose.yaml"]) == 0
    assert (project / "compose.yaml").read_text() == COMPOSE.replace("runn", "run")


def test_standard_input_under_a_name(project, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(COMPOSE.encode())))
    assert rows(capsys, "--stdin-filename", "compose.yaml", "-") == [("compose.yaml", "build-target-unknown", 5, 15)]


def test_selected_and_ignored(project, capsys):
    assert rows(capsys, "--ignore", "callers", "compose.yaml") == []
    assert rows(capsys, "--select", "dockerignore-pattern-unmatched", ".dockerignore") != []


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("an empty file", ""),
        ("a Dockerfile's line", "FROM x\n"),
        ("a list without its end", "a: [\n"),
        ("a zero byte", "\x00"),
        ("lists 5,000 deep", "- " * 5000),
        ("tables 5,000 deep", "{" * 5000),
    ],
)
@pytest.mark.parametrize(
    "name", ["compose.yaml", "docker-bake.hcl", "docker-bake.json", ".dockerignore", "a.containerignore"]
)
def test_never_dozens(why, project, capsys, name, text):
    (project / name).write_text(text, encoding="utf-8")
    assert len(rows(capsys, name)) <= 1, why
