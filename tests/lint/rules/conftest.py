"""Build contexts that the tests of rules write and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context import read_context
from lint.cases import write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gorae.context import BuildContext

SCRIPT = b"#!/bin/sh\nexec x\n"


@pytest.fixture
def given(tmp_path: Path) -> Callable[[dict[str, str]], BuildContext]:
    """Writes files, by their path, and reads the build context that they are."""

    def read(files: dict[str, str]) -> BuildContext:
        write_files(tmp_path, files)
        return read_context(tmp_path, tmp_path / "Dockerfile")

    return read


@pytest.fixture
def folder(tmp_path: Path) -> BuildContext:
    """A build context of start scripts: some that may be executed and some that may not, with line ends of both kinds."""
    (tmp_path / "docker").mkdir()
    for name, mode, content in (
        ("run.sh", 0o644, SCRIPT),
        ("docker/run.sh", 0o644, SCRIPT),
        ("ok.sh", 0o755, SCRIPT),
        ("dos.sh", 0o755, SCRIPT.replace(b"\n", b"\r\n")),
        ("dos.py", 0o755, b"#!/usr/bin/env python3\r\nprint(1)\r\n"),
        ("mixed.sh", 0o755, b"#!/bin/sh\necho 1\r\n"),
        ("data.bin", 0o755, b"#!x\r\n\0"),
    ):
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(mode)
    return read_context(tmp_path, tmp_path / "Dockerfile")
