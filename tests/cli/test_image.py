"""`gorae image`: what each stage holds, as text and as JSON."""

from __future__ import annotations

import json

from gorae.cli.main import main

TEXT = """FROM python:3.13-slim AS builder
# 한글 🐳
RUN apt-get update \\
    && apt-get install -y --no-install-recommends libpq5 libpg-dev
RUN gcc -o x x.c
FROM ghcr.io/owner/x:1
COPY --from=builder /x /x
"""


def test_json(tmp_path, capsys):
    """The shape that other programs rely on; rows count from 1."""
    path = tmp_path / "Dockerfile"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["image", str(path), "--output-format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["stages"]
    assert (first["index"], first["name"], first["base"], first["system"]) == (
        0,
        "builder",
        "python:3.13-slim",
        "Debian 13",
    )
    assert first["bytes"] > 100_000_000
    install, compiled = first["instructions"]
    assert set(install) == {"row", "instruction", "packages", "bytes", "unknown", "missing"}
    assert (install["row"], install["instruction"], install["unknown"]) == (3, "RUN", ["libpg-dev"])
    assert "libpq5" in install["packages"]
    assert install["packages"] == sorted(install["packages"])
    assert install["bytes"] > 0
    assert (compiled["row"], compiled["missing"]) == (5, ["gcc"])
    assert (second["name"], second["system"], second["bytes"]) == (None, None, None)
    assert second["instructions"][0]["bytes"] is None


def test_text(tmp_path, capsys, monkeypatch):
    """The table names packages, what is not found and what is missing."""
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["image", "--lang", "ko"]) == 0
    said = capsys.readouterr().out
    assert "0 builder: python:3.13-slim (Debian 13, 패키지" in said
    assert "저장소에 없는 패키지: libpg-dev" in said
    assert "이미지에 없는 프로그램: gcc" in said


def test_a_file_that_is_not_there(tmp_path, capsys):
    """One line that names it, and 2."""
    assert main(["image", str(tmp_path / "nothing"), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing" in said.err
    assert len(said.err.splitlines()) == 1
