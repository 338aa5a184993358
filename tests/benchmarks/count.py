"""Counts the calls of six fixed runs: counts are the same on any machine, whatever else it does, where times are not.

    count.py [--write]      prints them; writes them into counts.json

A call of a Python function and one of a built-in count the same. `test_counts.py` compares them with counts.json: a
change that makes one of the runs a quarter longer is seen, and is written down on purpose or put right.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
MOST_GROWTH = 1.25
COUNTS = HERE / "counts.json"


def calls(run: Callable[[], object]) -> int:
    """Return how many calls a run makes."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def stages(number: int) -> str:
    """Return a Dockerfile of so many stages, about 3,500 instructions in all."""
    each = 3500 // number
    blocks = [
        f"FROM debian:13-slim AS s{at}\n" + "".join(f"RUN echo {at}-{line} > /a{line}\n" for line in range(each - 1))
        for at in range(number)
    ]
    return "".join(blocks) + "USER nobody\n"


def counted() -> dict[str, int]:
    """Return the calls of each run."""
    sys.path.insert(0, str(HERE))
    from documents import dockerfile

    from gorae.config.settings import Settings
    from gorae.lsp import diagnostics
    from gorae.lsp.documents import open_document
    from gorae.lsp.json_text import dumps
    from gorae.lsp.session import Session
    from gorae.source import Edit, Span
    from gorae.syntax import reparse

    class Nobody:
        def notify(self, _method: str, params: object) -> None:
            dumps(params)

    session = Session(Nobody())  # type: ignore[arg-type]  # nothing is asked of it

    def key(text: str, place: str = "echo ", letter: str = "a") -> int:
        document = open_document("untitled:a", 1, text)
        document.settings = replace(Settings(), shellcheck=False)
        session.documents[document.uri] = document
        diagnostics.check(session, document)
        at = text.index(place, len(text) // 3) + len(place)

        def type_letter() -> None:
            document.document = reparse(document.document, [Edit(Span(at, at), letter)])
            document.invalidate()
            diagnostics.check(session, document)
            diagnostics.push(session, document)

        type_letter()  # the first one fills what later ones find
        return calls(type_letter)

    found = {f"key at {lines} lines": key(dockerfile(lines)) for lines in (60, 600, 3500)}
    found["Enter at 3500 lines"] = key(dockerfile(3500), "WORKDIR ${APP_HOME}\n", "\n")
    found |= {f"key in {number} stages": key(stages(number)) for number in (5, 500)}
    return found


def in_fresh_python() -> dict[str, int]:
    """Return the counts of a process of its own, whose sets have one order."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run([sys.executable, __file__], env=environment, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found


def longer(now: dict[str, int], before: dict[str, int]) -> list[str]:
    """Return the runs that make more than a quarter more calls than before."""
    return [
        f"{run}: {calls} calls, {before[run]} before"
        for run, calls in now.items()
        if run in before and calls > MOST_GROWTH * before[run]
    ]


if __name__ == "__main__":
    if "--write" in sys.argv:
        COUNTS.write_text(json.dumps(in_fresh_python(), indent=2) + "\n", encoding="utf-8")
    else:
        print(json.dumps(counted(), indent=2))
