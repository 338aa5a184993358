"""What a real Docker Engine (28.5.2, BuildKit 0.25.2) said of our own texts, written down by `run.py --record`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.compare import CHECKS, Tally

RECORD = Path(__file__).parent / "recorded.jsonl"


@pytest.fixture(scope="module")
def tally() -> Tally:
    found = Tally()
    for line in RECORD.read_text(encoding="utf-8").removesuffix("\n").split("\n"):  # U+2028 ends no line here
        answer = json.loads(line)
        found.add(answer["name"], answer["text"], answer)
    return found


def test_what_the_engine_refuses_is_an_error_on_its_line(tally):
    assert tally.missed == []
    assert tally.refused["both"] > 500


def test_what_the_engine_builds_is_no_error(tally):
    assert tally.false == []
    assert tally.accepted > 1000


@pytest.mark.parametrize("name", CHECKS)
def test_the_checks_are_the_engines(tally, name):
    assert [row for row in tally.differs if row[0] == name] == []
