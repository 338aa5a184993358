"""Runs `gorae` in this process: what it prints, what it complains of, and its exit code."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

from gorae.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Done(NamedTuple):
    """A command that ended."""

    code: int
    out: str
    err: str


def gorae(*words: str, cwd: Path, stdin: bytes | str = b"", **environment: str) -> Done:
    """Runs `gorae WORDS` in a folder, in English unless the environment says otherwise."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    text = stdin.encode() if isinstance(stdin, str) else stdin
    with _inside(cwd, {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **environment}):
        before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(text), encoding="utf-8")
        try:
            with redirect_stdout(out), redirect_stderr(err):
                try:
                    code = main(words)
                except SystemExit as end:
                    code = int(end.code or 0)
        finally:
            sys.stdin = before
    for stream in (out, err):
        stream.flush()
    return Done(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]


@contextmanager
def _inside(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    here, before = os.getcwd(), {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
