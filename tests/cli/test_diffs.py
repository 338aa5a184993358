"""What `--diff` prints is a patch for the current folder, however the files were named."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.running import gorae

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "FROM debian:13-slim\nMAINTAINER a\nCOPY . /srv\n"


@pytest.mark.parametrize("named", ["", ".", "Dockerfile", "./Dockerfile", "{folder}", "{folder}/Dockerfile"])
def test_git_applies_it(tmp_path: Path, named: str) -> None:
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8")
    (tmp_path / "main.py").write_text("\n", encoding="utf-8")
    paths = [named.format(folder=tmp_path)] if named else []
    diff = gorae("check", "--fix", "--unsafe-fixes", "--diff", "--no-cache", *paths, cwd=tmp_path).out
    assert "diff --git a/Dockerfile b/Dockerfile\n" in diff
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff.encode(), check=True)
    assert "MAINTAINER" not in (tmp_path / "Dockerfile").read_text(encoding="utf-8")
