"""What a keystroke costs, in calls: the same on any machine. `count.py --write` writes down what is meant to be longer."""

from __future__ import annotations

import json
import sys

import pytest

from benchmarks.count import COUNTS, MOST_GROWTH, in_fresh_python, longer


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    return in_fresh_python()


# Comprehensions are no calls of their own from 3.12 on.
@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="counts.json was written with Python 3.11")
def test_no_run_is_a_quarter_longer_than_written_down(counts: dict[str, int]) -> None:
    assert longer(counts, json.loads(COUNTS.read_text(encoding="utf-8"))) == []


def test_many_stages_cost_no_more_than_few(counts: dict[str, int]) -> None:
    assert counts["key in 500 stages"] <= MOST_GROWTH * counts["key in 5 stages"]


def test_a_run_that_grew_is_named() -> None:
    assert longer({"a": 126, "b": 125, "new": 9}, {"a": 100, "b": 100}) == ["a: 126 calls, 100 before"]
