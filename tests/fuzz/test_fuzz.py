"""A short part of `make fuzz`, the same texts each time, and what longer runs have found."""

from __future__ import annotations

import random

import pytest

from fuzz.targets import TARGETS, WORDS_OF
from fuzz.texts import WORDS, changed, text

RUNS = {
    "parse": 2000, "core": 400, "whole": 150, "fixes": 200, "ignore": 800, "compose": 120, "bake": 80, "configuration": 200,
    "hadolint": 200, "yaml": 1000,
}  # fmt: skip
FOUND: list[tuple[str, str, str]] = [  # why, a target, and a text that once broke it
    ("a bracket closes what an empty continued line opened", "whole", "FROM a AS b\n\\\n ) / x\n"),
    ("its last line went further in each time", "whole", "FROM a\nRUN if true; then a; \\\n    fi\n"),
    ("LF, then CRLF", "whole", "FROM a\nRUN a \\\n\r\n b\n"),
    ("one more slash each time", "fixes", "# escape=`\nFROM debian:13\nWORKDIR \\\\s\\x\n"),
    (
        "a circle of stages",
        "fixes",
        "FROM a AS b\nCOPY --from=c /e /d\nFROM a AS c\nCOPY --\ufffdrom=b /d /e\nUSER x\n",
    ),
    (
        "what was refused beside another fix was right alone",
        "fixes",
        "FROM node:24-alpine AS Build\nENV A=production B=$PATH \\\nFROM golang:1.26-alpine\nENTRYPOINT /srv/run.sh --fast 'a b'",
    ),
    ("an entrypoint of no words", "whole", "instENTRYPOINTll \x00"),
    ("Debian's package on Fedora", "fixes", 'FROM fedora:43\nRUN yum install which\nCMD nginx -g "daemon off;"\n'),
    ("the last of three lines that are taken away has no newline", "ignore", "\x00 \n a \n\n a \n a"),
    ("nothing but directives: one blank line more each time", "whole", "# escape=`\n"),
]


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("name", TARGETS)
def test_anything(name: str, part: int) -> None:
    before = ""
    for number in range(RUNS[name] // 4):
        rng = random.Random(f"{part}/{number}")
        words = WORDS_OF.get(name, WORDS)
        before = text(rng, words=words) if number % 3 == 0 else changed(rng, before, words)
        try:
            TARGETS[name](before)
        except Exception as error:
            raise AssertionError(f"{name} of {before!r}") from error


@pytest.mark.parametrize(("why", "name", "broken"), FOUND)
def test_what_was_found(why: str, name: str, broken: str) -> None:
    TARGETS[name](broken)
