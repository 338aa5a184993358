"""Every regular expression of the code takes time linear in its text: a repository's text must not be able to stop Gorae."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from code_expressions import Expression, expressions
from expressions import growth

if TYPE_CHECKING:
    from collections.abc import Iterator

# Twice the text may take twice the steps, and a little more at the short texts that are tried.
MOST_GROWTH = 2.6
# The file and how the expression begins, and why its growth does no harm.
BOUNDED = {
    ("shellcheck/filter.py", "chmod(?:"): "it is given 200 characters at most",
}
ALL = list(expressions())


@pytest.fixture(scope="module", autouse=True)
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize("part", range(8))
def test_linear(part: int) -> None:
    slow = []
    for expression in ALL[part::8]:
        if any(expression.path == path and expression.pattern.startswith(start) for path, start in BOUNDED):
            continue
        found, text = growth(expression)
        if found > MOST_GROWTH:
            slow.append(f"{expression}\n    twice {text!r} takes {found:.1f} times the steps")
    assert not slow, "\n".join(
        ["Two repetitions can share a run of characters out, or a search begins again in it:", *slow]
    )


def test_the_reasons_are_of_expressions_that_are_there() -> None:
    for path, start in BOUNDED:
        assert any(one.path == path and one.pattern.startswith(start) for one in ALL), (path, start)
    assert len(ALL) > 300


@pytest.mark.parametrize(
    ("why", "pattern", "anywhere", "linear"),
    [
        ("two ways to read each letter", r"(a|a)*b", False, False),
        ("a repetition within a repetition", r"(a+)+b", False, False),
        ("two repetitions that share letters", r"\w+\d+b", False, False),
        ("blanks before an end that does not come, from any place", r"[ \t]+$", True, False),
        ("the same, begun only where the blanks begin", r"(?<![ \t])[ \t]+$", True, True),
        ("an opening sign again and again", r"<[^>]*>", True, False),
        ("the same, ended by the next opening sign", r"<[^<>]*>", True, True),
        ("a string, each letter read in one way", r'"(?:[^"\\]|\\.)*"', False, True),
        ("words between hyphens", r"[a-z]+(?:-[a-z]+)*", False, True),
        ("a group that is read once and not given back", r"(?=(\w+))\1-", False, True),
    ],
)
def test_the_measure_itself(why: str, pattern: str, anywhere: bool, linear: bool) -> None:
    found, _ = growth(Expression("", 0, pattern, 0, anywhere))
    assert (found <= MOST_GROWTH) is linear, why
