"""A wrong configuration file ends with 2 and a line that says where, what, and what was meant."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def gorae(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gorae.cli.main", "check", "--no-shellcheck", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Dockerfile").write_text("FROM scratch\nMAINTAINER a\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("why", "name", "head"),
    [
        ("the file's usual name", "gorae.toml", ""),
        ("the hidden file", ".gorae.toml", ""),
        ("a table of pyproject.toml, where lines count from the file's own start", "pyproject.toml", "[tool.gorae]\n"),
    ],
)
def test_a_wrong_name_is_reported_with_its_place_and_the_nearest(why: str, name: str, head: str, folder: Path) -> None:
    (folder / name).write_text(head + '\nignore = ["maintainer-depreciated"]\n', encoding="utf-8")
    done = gorae(cwd=folder)
    assert done.returncode == 2, why
    line = 2 + len(head.splitlines())
    assert (
        f"{name}:{line}: There is no rule `maintainer-depreciated`. Did you mean `maintainer-deprecated`?"
        in done.stderr
    ), why
    assert gorae("--isolated", "--exit-zero", cwd=folder).returncode == 0, why


def test_the_file_that_is_named_counts(folder: Path) -> None:
    (folder / "gorae.toml").write_text("select = 3\n", encoding="utf-8")
    (folder / "other.toml").write_text('severity = { form = "off" }\n', encoding="utf-8")
    done = gorae("--config", "other.toml", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    done = gorae("--config", "missing.toml", cwd=folder)
    assert (done.returncode, "missing.toml" in done.stderr) == (2, True)
