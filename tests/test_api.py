"""`from gorae import check`: typed, and the same findings as on the command line."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gorae import CheckError, Finding, check

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "FROM debian:13-slim\nRUN echo 🐳 && sudo b $X\nRUN c\nRUN d\nUSER nobody\n"


def test_findings_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8")
    found = check(tmp_path / "Dockerfile", select=["sudo-used", "run-consecutive"])
    assert all(isinstance(one, Finding) for one in found)
    sudo = next(one for one in found if one.code == "sudo-used")
    assert (sudo.row, sudo.column, sudo.end_row, sudo.end_column, sudo.severity) == (
        2,
        15,
        2,
        19,
        "error",
    )  # slim Debian has no sudo
    joined = next(one for one in found if one.code == "run-consecutive")
    assert "DL3059" in joined.aliases
    assert joined.fix is not None
    assert joined.fix.safe
    assert joined.fix.edits


def test_a_text_that_is_not_saved_has_the_paths_configuration(tmp_path: Path) -> None:
    (tmp_path / "gorae.toml").write_text('ignore = ["sudo-used"]\n')
    codes = {one.code for one in check(tmp_path / "Dockerfile", text=TEXT)}
    assert "sudo-used" not in codes
    assert "run-consecutive" in codes
    assert "sudo-used" in {one.code for one in check(tmp_path / "Dockerfile", text=TEXT, isolated=True)}


def test_shellcheck(tmp_path: Path) -> None:
    assert [one.code for one in check(tmp_path / "Dockerfile", text=TEXT, select=["SC2086"])] == ["SC2086"]
    assert check(tmp_path / "Dockerfile", text=TEXT, select=["SC2086"], shellcheck=False) == []


def test_the_language(tmp_path: Path) -> None:
    (found,) = check(tmp_path / "Dockerfile", text=TEXT, select=["sudo-used"], language="ko")
    assert any("가" <= char <= "힣" for char in found.message)


def test_what_cannot_be_checked_raises(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="no such file"):
        check(tmp_path / "Dockerfile")
    with pytest.raises(CheckError, match="did you mean `sudo-used`"):
        check(tmp_path / "Dockerfile", text=TEXT, select=["sudo-use"])
    (tmp_path / "gorae.toml").write_text("select = 1\n")
    with pytest.raises(CheckError, match=r"gorae\.toml"):
        check(tmp_path / "Dockerfile", text=TEXT)


def test_types_are_those_that_are_promised(tmp_path: Path) -> None:
    program = (
        "from gorae import Finding, check\nfound: list[Finding] = check('Dockerfile')\nreveal_type(found[0].fix)\n"
    )
    (tmp_path / "tool.py").write_text(program)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "tool.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 'Revealed type is "gorae.api.FindingFix | None"' in done.stdout, done.stdout
    assert "error" not in done.stdout


def test_an_editors_server_starts_without_it() -> None:
    program = "import gorae, sys; print('gorae.api' in sys.modules, 'gorae.cli' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )
