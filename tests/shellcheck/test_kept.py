"""A script that did not change is not given to ShellCheck again, in later runs too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gorae.cli.main import main
from gorae.shellcheck import kept, process

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(process.program() is None, reason="ShellCheck is not installed")

TEXT = "FROM debian:13-slim\nRUN echo $HOME 고래 🐳\nRUN cd /a && for f in $(ls); do echo $f; done\n"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The texts that are given to ShellCheck."""
    given: list[str] = []
    plain = process.start

    def watched(rows):
        given.extend(row.text for row in rows)
        return plain(rows)

    monkeypatch.setattr(process, "start", watched)
    monkeypatch.setenv("GORAE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return given


def _codes(path: Path, text: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, object]]:
    path.write_text(text)
    main(["check", *options, "--isolated", "--output-format", "json", str(path)])
    rows = json.loads(capsys.readouterr().out)
    return [(row["code"], row["location"], row["fix"]) for row in rows if row["code"].startswith("SC")]


def test_an_unchanged_script(scripts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _codes(tmp_path / "Dockerfile", TEXT, capsys)
    assert first
    assert len(scripts) == 2
    scripts.clear()
    assert _codes(tmp_path / "Dockerfile", TEXT, capsys) == first
    assert scripts == []
    _codes(tmp_path / "Dockerfile", TEXT.replace("고래", "고래 $1"), capsys)
    assert len(scripts) == 1
    scripts.clear()
    assert _codes(tmp_path / "Dockerfile", TEXT, capsys, "--no-cache") == first
    assert len(scripts) == 2


@pytest.mark.parametrize(
    ("why", "damage"),
    [
        ("the file is cut off", "cut"),
        ("the file holds bytes of something else", "garbage"),
        ("the file is empty", "empty"),
        ("the file is of another ShellCheck", "other program"),
    ],
)
def test_what_cannot_be_used(
    why: str, damage: str, scripts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _codes(tmp_path / "Dockerfile", TEXT, capsys)
    file = tmp_path / "cache" / "shellcheck"
    data = file.read_bytes()
    if damage == "other program":
        kept.keep("/bin/sh", {b"a" * 16: ()})
    else:
        file.write_bytes({"cut": data[:-5], "garbage": data[:4] + bytes(len(data)), "empty": b""}[damage])
    scripts.clear()
    assert _codes(tmp_path / "Dockerfile", TEXT, capsys) == first, why
    assert len(scripts) == 2, why


def test_what_was_given_up_is_not_kept(
    scripts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_unanswered", ["shellcheck"])
    _codes(tmp_path / "Dockerfile", TEXT, capsys)
    assert not (tmp_path / "cache" / "shellcheck").exists()
