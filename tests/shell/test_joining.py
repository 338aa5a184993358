"""Bodies joined with `&&`: run by a real shell, the joined script ends as the separate ones do."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorae.shell import parse
from gorae.shell.joining import Body, wrapped

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "two plain commands": (["a", "b"], "a && b"),
    "an or in front stays": (["a || b", "c"], "a || b && c"),
    "an or behind is grouped": (["a", "b || c"], "a && { b || c; }"),
    "a list is grouped": (["a; b", "c"], "{ a; b; } && c"),
    "a folder is left again": (["cd /x && a", "b"], "(cd /x && a) && b"),
    "the last folder matters to none": (["a", "cd /x && b"], "a && cd /x && b"),
    "a variable stays inside": (["v=1 && a $v", "b"], "(v=1 && a $v) && b"),
    "a variable for one command is no state": (["V=1 a", "b"], "V=1 a && b"),
    "an exit ends its own part only": (["a || exit 0", "b"], "(a || exit 0) && b"),
    "tracing that the first one switches on": (["set -ex && a", "b && c"], "set -ex && a && b && c"),
    "a pipe": (["a | b", "c"], "a | b && c"),
    "a background job would live on": (["a &", "b"], None),
    "errexit is off in a chain": (["set -e; a; b", "c"], None),
    "a comment would swallow the rest": (["a # why", "b"], None),
    "a comment at the end": (["a", "b # why"], "a && b # why"),
    "an open quote": (["a 'b", "c"], None),
}


@pytest.mark.parametrize(("bodies", "joined"), CASES.values(), ids=CASES.keys())
def test_joined(bodies: list[str], joined: str | None) -> None:
    texts = wrapped([Body(body, parse(body)) for body in bodies])
    assert (None if texts is None else " && ".join(texts)) == joined


_STEPS = st.sampled_from((
    "true", "false", "echo one >> log", "echo two >> log", "cd sub", "touch here", "rm log", "exit 0", "exit 3",
    "x=1", "echo $x >> log", "export HOME=/nowhere", "echo $HOME >> log", "test -f log", "(cd sub && touch there)",
    "for i in 1 2; do echo $i >> log; done", "if test -f log; then rm log; fi", "umask 077", "echo a | grep -q a", "set -x",
    "! true", "unset HOME", "f() { false; }", "f", "set -e", "{ false; true; }",
))  # fmt: skip
_BODIES = st.lists(
    st.lists(st.tuples(_STEPS, st.sampled_from((" && ", " || ", "; "))), min_size=1, max_size=4), min_size=2, max_size=3
)


def run(script: str, folder: Path) -> bool:
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        capture_output=True,
        timeout=20,
        check=False,
        env={"HOME": "/home/x", "PATH": "/usr/bin:/bin"},
    )
    return done.returncode == 0


def state(folder: Path) -> list[tuple[str, str, int]]:
    return sorted(
        (path.relative_to(folder).as_posix(), path.read_text() if path.is_file() else "", path.stat().st_mode)
        for path in folder.rglob("*")
    )


@settings(max_examples=120, deadline=None)
@given(bodies=_BODIES)
def test_the_outcome_is_the_same(bodies: list[list[tuple[str, str]]], tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = ["".join(step + operator for step, operator in body[:-1]) + body[-1][0] for body in bodies]
    parts = wrapped([Body(text, parse(text)) for text in texts])
    if parts is None:
        return
    apart, joined = tmp_path_factory.mktemp("apart"), tmp_path_factory.mktemp("joined")
    for folder in (apart, joined):
        (folder / "sub").mkdir()
    ended = all(run(text, apart) for text in texts)
    assert run(" && ".join(parts), joined) == ended
    assert state(apart) == state(joined)
