"""Sentences on a terminal: broken between words, never inside one; programs that read the output get whole lines."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.running import gorae
from gorae.cli.terminal import fitted, room_on
from gorae.texts.width import fill_text, width

if TYPE_CHECKING:
    from pathlib import Path

# Its message, its source line and its fix are all longer than fifty columns.
TEXT = "FROM debian:13-slim\nRUN apt-get update\nRUN apt-get install -y curl=8.14.1-2 libcurl4t64=8.14.1-2 ca-certificates\n"


class Terminal(io.StringIO):
    """Standard output as a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("columns", [50, 80])
def test_findings_are_broken_at_blanks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, columns: int
) -> None:
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8")
    words = ("check", "--select", "all", "--no-cache", "--no-shellcheck", "--lang", language)
    whole = gorae(*words, cwd=tmp_path).out
    assert max(map(width, whole.splitlines())) > 100  # read by a program: nothing is broken
    monkeypatch.setattr("gorae.cli.check.room_on", lambda _: columns)
    broken = gorae(*words, cwd=tmp_path).out
    too_wide = [line for line in broken.splitlines() if width(line) > columns]
    assert [line for line in too_wide if len(line.split()) > 1] == []  # a word that is wider than a line stays whole

    def said(text: str) -> str:
        """The sentences, without source lines, on one line."""
        return " ".join(" ".join(line for line in text.splitlines() if "|" not in line).split())

    assert said(broken) == said(whole)


def test_only_a_terminal_has_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert room_on(io.StringIO()) is None
    assert room_on(Terminal()) == 60
    monkeypatch.setenv("COLUMNS", "no number")
    assert room_on(Terminal()) == 80  # a stream without a handle cannot be asked
    assert fitted("a sentence that is longer than that", None) == "a sentence that is longer than that"


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("code stays on one line: `apt-get install`", 32, ["code stays on one line:", "    `apt-get install`"]),
        ("한글은 두 칸씩 차지합니다", 16, ["한글은 두 칸씩", "    차지합니다"]),
        (
            "a path/that/is/wider/than/the/line stays whole",
            16,
            ["a", "    path/that/is/wider/than/the/line", "    stays whole"],
        ),
        ("🐳 🐳 🐳 🐳", 7, ["🐳 🐳", "    🐳", "    🐳"]),
    ],
)
def test_lines_of_a_sentence(text: str, room: int, lines: list[str]) -> None:
    assert fill_text(text, room, later="    ") == lines


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is Linux' full disk")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", ["--version", "--help", "check --help", "rules", "check"])
def test_output_that_cannot_be_written_is_said(tmp_path: Path, words: str, unbuffered: str) -> None:
    """argparse passes over it in silence, and a script would take the empty answer for the right one."""
    (tmp_path / "Dockerfile").write_text("FROM scratch\n", encoding="utf-8")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gorae.cli.main", *words.split()], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL, encoding="utf-8", check=False, env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "gorae: cannot write to standard output: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="closes a stream as POSIX shells do")
@pytest.mark.parametrize(
    ("why", "closed"),
    [
        ("nobody reads the output", ">&-"),
        ("nobody reads the errors", "2>&-"),
        ("there is no input", "<&-"),
        ("a service without any stream", ">&- 2>&- <&-"),
    ],
)
def test_streams_that_the_caller_closed(tmp_path: Path, why: str, closed: str) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian:13-slim\nMAINTAINER a\n", encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m gorae.cli.main check --no-cache {closed}', sys.executable],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), why
