"""What nests or follows on itself a thousand times: Python's stack is less deep, and no rule may go down it."""

from __future__ import annotations

import pytest

from gorae.completion import complete_at
from gorae.config.settings import Settings
from gorae.formatting import format_text
from gorae.hover import hover_at
from gorae.lint.engine import check
from gorae.refactoring.at import refactorings_at
from gorae.source import Span
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import TODAY

N = 1_100
SETTINGS = Settings(select=("all",), today=TODAY)
TEXTS = {
    "stages upon one another": "FROM a AS s0\n" + "".join(f"FROM s{i} AS s{i + 1}\n" for i in range(N)),
    "files of one stage after another": (
        "FROM a AS s0\n" + "".join(f"FROM a AS s{i + 1}\nCOPY --from=s{i} /x /x\n" for i in range(N))
    ),
    "stages in a ring": "".join(f"FROM s{(i + 1) % N} AS s{i}\n" for i in range(N)),
    "values of values": "FROM a\n" + "".join(f"ENV A{i + 1}=${{A{i}}}x\n" for i in range(N)),
    "defaults within defaults": "FROM a\nENV A=" + "${A:-" * N + "}" * N + "\n",
    "commands within commands": "FROM a\nRUN " + "$(" * N + "x" + ")" * N + "\n",
    "commands within quotes within commands": "FROM a\nRUN " + '"$(echo ' * N + ')"' * N + "\n",
    "conditions within conditions": "FROM a\nRUN " + "if a; then " * N + "x" + "; fi" * N + "\n",
    "deep brackets of subshells": "FROM a\nRUN " + "(" * N + "x" + ")" * N + "\n",
    "deep brackets of lists": "FROM a\nRUN " + "[" * N + "]" * N + "\n",
    "programs that run programs": "FROM a\nRUN " + "sudo env sh -c " * N + "x\n",
    "a pipe": "FROM a\nRUN a" + " | b" * N + "\n",
    "heredocs of one RUN": "FROM a\nRUN " + " ".join(f"<<E{i}" for i in range(N)) + "\n" + "".join(f"E{i}\n" for i in range(N)),
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_raises(text):
    document = parse(text)
    stages = build(document)
    check(document, SETTINGS)
    offset = len(text) // 2
    hover_at(document, stages, offset, "en")
    complete_at(document, stages, offset, "en")
    refactorings_at(document, stages, Span(offset, offset))
    format_text(text)
