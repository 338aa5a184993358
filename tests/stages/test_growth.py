"""Twice the text takes at most a little more than twice the steps, whatever the text is made of.

Counted are the lines of Python that run, not seconds, so that the answer is the same on every machine. Each row was once
quadratic or worse.
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import pytest

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.config.settings import Settings
from gorae.lint import engine
from gorae.stages.patterns import replaced, without_prefix, without_suffix
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = Settings(today=dt.date(2026, 11, 24))
TEXTS: dict[str, Callable[[int], str]] = {
    "many stages": lambda n: "".join(f"FROM a AS s{i}\nRUN x{i}\n" for i in range(n)),
    "a chain of stages": lambda n: "FROM a AS s0\n" + "".join(f"FROM s{i} AS s{i + 1}\n" for i in range(n)),
    "a chain of stages with triggers": lambda n: (
        "FROM a AS s0\n" + "".join(f"FROM s{i} AS s{i + 1}\nONBUILD RUN x{i}\n" for i in range(n // 2))
    ),
    "many RUNs": lambda n: "FROM a\n" + "".join(f"RUN x{i}\n" for i in range(n)),
    "the same RUN": lambda n: "FROM a\n" + "RUN x\n" * n,
    "ignore comments": lambda n: "FROM a\n" + "".join(f"# gorae: ignore=sudo-used\nRUN sudo x{i}\n" for i in range(n)),
    "COPY heredocs without an end": lambda n: "FROM a\n" + "COPY <<A /x\n" * n,
    "many heredocs": lambda n: "FROM a\n" + "".join(f"RUN <<E{i}\nx\nE{i}\n" for i in range(n)),
    "ARGs above FROM": lambda n: "".join(f"ARG A{i}=x{i}\n" for i in range(n)) + "FROM a\n",
    "many labels of one LABEL": lambda n: "FROM a\nLABEL " + " ".join(f"l{i}=x" for i in range(n)) + "\n",
    "many WORKDIRs": lambda n: "FROM a\n" + "".join(f"WORKDIR /a{i}\n" for i in range(n)),
    "ENVs that name one another": lambda n: "FROM a\nENV A0=x\n" + "".join(f"ENV A{i + 1}=$A{i}\n" for i in range(n)),
    "many USERs": lambda n: "FROM a\n" + "".join(f"USER x{i}\n" for i in range(n)),
    "COPYs of a stage": lambda n: (
        "FROM a AS s\nRUN x\nFROM a\n" + "".join(f"COPY --from=s /x{i} /b/\n" for i in range(n))
    ),
    "many mounts of one RUN": lambda n: (
        "FROM a\nRUN " + " ".join(f"--mount=type=cache,target=/x{i}" for i in range(n)) + " ls\n"
    ),
    "commands within commands": lambda n: "FROM a\nRUN " + "if x; then " * n + "a" + "; fi" * n + "\n",
    "a long pipe": lambda n: "FROM a\nRUN x" + " | x" * n + "\n",
    "unknown instructions": lambda n: "FROM a\n" + "".join(f"x{i} a\n" for i in range(n)),
    "many comments": lambda n: "FROM a\n" + "# x\n" * n,
    "a directive": lambda n: "# syntax=" + "a" * 40 * n + "\nFROM a\n",
    "blanks in a directive": lambda n: "#" + " " * 40 * n + "escape" + " " * 40 * n + "=\\\nFROM a\n",
    "many backslashes": lambda n: "FROM a\nRUN " + "\\" * 10 * n + "\n",
    "continued lines": lambda n: "FROM a\nRUN a" + " \\\n && b" * n + "\n",
}


def lines_run(what: Callable[[], object]) -> int:
    """How many lines of Python run."""
    count = 0

    def trace(frame, event, argument):  # type: ignore[no-untyped-def]
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        what()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_steps_of_a_check(text: Callable[[int], str]) -> None:
    def check(number: int) -> Callable[[], object]:
        # Instructions are remembered by their text: other words in the longer text, or the shorter one does its work.
        written = (
            text(number) if "syntax" in text(1) or "escape" in text(1) else text(number).replace("x", f"y{number}")
        )
        return lambda: engine.check(parse(written), SETTINGS, None, emulate=apply_hadolint_semantics)

    check(20)()  # what is loaded once is loaded
    short = lines_run(check(80))
    assert lines_run(check(160)) <= 2.7 * max(short, 1000)


@pytest.mark.parametrize(
    "work",
    [
        lambda n: without_prefix("a" * n, "*a*a*a*a*b", longest=True),
        lambda n: without_suffix("a" * n, "b*a*a*a*a*", longest=False),
        lambda n: replaced("a" * n, "*a*a*a*b", "x", everywhere=True),
    ],
    ids=["prefix", "suffix", "replaced"],
)
def test_patterns_with_many_stars(work: Callable[[int], str]) -> None:
    assert lines_run(lambda: work(4000)) <= 2.2 * lines_run(lambda: work(2000))
