#!/usr/bin/env python3
"""Plays an editor's session (session.py) many times as fast as a person, and shows what the server then holds and takes.

    soak.py [--minutes 3] [--settle MINUTES] [--rows 8] [--speed 20] [--lines 120] [COMMAND ...]    the server's command; `gorae server` beside this Python

Each row: minutes, rounds and edits so far, how many times as fast as a person, MiB, open files, threads, processes below it, milliseconds from a key to its findings at
the half and at the 95th percentile, and milliseconds on the processor a key.

What is kept for later is bounded, and full only after some thousand edits: the first rows (a third of the time, or `--settle`) are shown
and not judged. Exits with 1 where memory of a later row lies more than 5 % beside the middle of those, where the last third of them
takes a tenth more processor a key than the first, where more than two files more are open, or where a request failed: what is kept must
not grow with what was done.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from documents import dockerfile
from peers import Server
from session import Editor, play
from tables import percentile

MOST_APART = 0.05  # of a row's memory beside the middle of all
MOST_SLOWER = 0.10  # of the processor a key, the last third beside the first
COMPOSE = "services:\n  web:\n    build:\n      context: .\n      target: stage1\n    ports: ['80:80']\n"


@dataclass(frozen=True)
class Row:
    """What the server held at a time."""

    mib: float
    files: int
    cpu_ms: float  # a key


def main() -> int:
    """Plays, prints the table, and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--settle", type=float, help="minutes before rows are judged; a third of all")
    parser.add_argument("--rows", type=int, default=8)
    parser.add_argument("--speed", type=float, default=20)
    parser.add_argument("--lines", type=int, default=120)
    parser.add_argument("command", nargs="*", default=[str(Path(sys.executable).parent / "gorae"), "server"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as root:
        texts = _folder(Path(root), options.lines)
        server = Server("soak", options.command, root, 30)
        server.initialize(root)
        uri = f"file://{root}/Dockerfile"
        editor = Editor(server, uri, texts.pop(uri), options.speed)
        seconds = options.minutes * 60 / options.rows
        settle = options.minutes / 3 if options.settle is None else options.settle
        held = _play(editor, texts, options.rows, seconds)[min(options.rows - 1, round(settle * 60 / seconds)) :]
        server.stop()
    return _judge(held, editor.failed)


def _judge(held: list[Row], failed: int) -> int:
    """Says how far the rows lie apart; returns the exit code."""
    middle = statistics.median(row.mib for row in held)
    mib = max(abs(row.mib / middle - 1) for row in held)
    files = max(row.files for row in held) - held[0].files
    third = max(1, len(held) // 3)
    first, last = (statistics.mean(row.cpu_ms for row in rows) for rows in (held[:third], held[-third:]))
    print(
        f"of the last {len(held)} rows: memory within {mib:.1%} of {middle:.1f} MiB, processor a key {last / first - 1:+.1%},"
        f" {files} files more, requests that failed: {failed}"
    )
    return int(mib > MOST_APART or last / first - 1 > MOST_SLOWER or files > 2 or failed > 0)


def _folder(root: Path, lines: int) -> dict[str, str]:
    """Writes the files that are edited; returns their texts by URI."""
    texts = {
        "Dockerfile": dockerfile(lines),
        "api.Dockerfile": dockerfile(60, 1),
        "compose.yaml": COMPOSE,
        ".dockerignore": "logs\n!logs/day\n**/*.pyc\n",
    }
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")
    return {f"file://{root}/{name}": text for name, text in texts.items()}


def _play(editor: Editor, others: dict[str, str], rows: int, seconds: float) -> list[Row]:
    """Rounds for so many seconds a row."""
    server, rng = editor.server, random.Random(0)
    began, rounds = time.perf_counter(), 0
    held: list[Row] = []
    names = ("minutes", "rounds", "edits", "speed", "MiB", "files", "threads", "below", "p50 ms", "p95 ms", "CPU ms")
    print("".join(f"{name:>9}" for name in names), flush=True)
    for _ in range(rows):
        start, played, edits = time.perf_counter(), editor.played, editor.version
        before = server.cpu_ms()
        while time.perf_counter() < start + seconds or not editor.took:
            play(editor, others, rng)
            rounds += 1
        pid, took = server.process.pid, editor.took
        speed = (editor.played - played) / (time.perf_counter() - start)
        cpu_ms = (server.cpu_ms() - before) / (editor.version - edits)
        held.append(Row(*_least(server), cpu_ms))
        threads, below = len(os.listdir(f"/proc/{pid}/task")), len(_below(pid))
        print(
            f"{(time.perf_counter() - began) / 60:>9.1f}{rounds:>9}{editor.version:>9}{speed:>9.1f}{held[-1].mib:>9.1f}{held[-1].files:>9}{threads:>9}{below:>9}"
            f"{percentile(took, 0.5):>9.1f}{percentile(took, 0.95):>9.1f}{cpu_ms:>9.2f}",
            flush=True,
        )
        took.clear()
    return held


def _least(server: Server) -> tuple[float, int]:
    """The least memory and the fewest open files of some looks: a process that is just being started has the server's pages once more."""
    looks: list[tuple[float, int]] = []
    for _ in range(5):
        time.sleep(0.2)
        looks.append((server.rss_mib(), len(os.listdir(f"/proc/{server.process.pid}/fd"))))
    return min(mib for mib, _ in looks), min(files for _, files in looks)


def _below(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


if __name__ == "__main__":
    sys.exit(main())
