"""`gorae format`: what is written, shown, and how it ends."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from gorae.cli.main import main
from gorae.cli.parser import INSTRUCTION_CASES
from gorae.formatting import CASES

if TYPE_CHECKING:
    from pathlib import Path

MESSY = "FROM  alpine\r\nRUN a \\\r\n&& 고래🐳"
TIDY = "FROM alpine\r\nRUN a \\\r\n    && 고래🐳\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Dockerfile").write_bytes(MESSY.encode())
    (tmp_path / "tidy.Dockerfile").write_bytes(TIDY.encode())
    return tmp_path


def test_in_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", str(folder), "--lang", "en"]) == 0
    assert (folder / "Dockerfile").read_bytes() == TIDY.encode()
    assert "Formatted 1 file" in capsys.readouterr().err
    assert main(["format", str(folder)]) == 0
    assert capsys.readouterr().err == ""


def test_check_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", "--check", str(folder)]) == 1
    assert "Dockerfile" in capsys.readouterr().err
    assert (folder / "Dockerfile").read_bytes() == MESSY.encode()
    assert main(["format", "--check", str(folder / "tidy.Dockerfile")]) == 0


def test_diff_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", "--diff", str(folder)]) == 1
    assert "+    && 고래🐳" in capsys.readouterr().out
    assert (folder / "Dockerfile").read_bytes() == MESSY.encode()


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MESSY.encode())))
    assert main(["format", "-"]) == 0
    assert capfdbinary.readouterr().out == TIDY.encode()


def test_options(folder: Path) -> None:
    file = folder / "Dockerfile"
    assert main(["format", str(file), "--indent", "2", "--instruction-case", "lower"]) == 0
    assert file.read_bytes().decode() == TIDY.replace("    ", "  ").replace("FROM", "from").replace("RUN", "run")
    assert INSTRUCTION_CASES == CASES


@pytest.mark.parametrize("arguments", [["/no/such/file"], ["--indent", "99"], ["--indent", "x"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["format", *arguments])
    except SystemExit as end:
        code = end.code
    assert code == 2
    assert capsys.readouterr().err


def test_an_unreadable_file_stops_no_other(folder: Path) -> None:
    (folder / "bad.Dockerfile").write_bytes(b"FROM \xff")
    assert main(["format", str(folder)]) == 2
    assert (folder / "Dockerfile").read_bytes() == TIDY.encode()
