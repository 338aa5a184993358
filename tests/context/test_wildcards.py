"""Wildcards are matched as plain regular expressions match them, in time that does not explode."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gorae.context.patterns import glob_expression, pattern_of
from gorae.context.wildcards import ANYTHING, FOLDERS, IN_FOLDER, NOT_SLASH, Token, Wildcards, git_pattern

TOKENS = (ANYTHING, IN_FOLDER, FOLDERS, NOT_SLASH, Token("one", "a"), Token("one", "/"), Token("one", "[ab]"))


def plainly(tokens: list[Token]) -> str:
    def source(token: Token) -> str:
        return "(?:.*/)?" if token.kind == "folders" else token.character + ("*" if token.kind == "any" else "")

    return "".join(map(source, tokens))


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=5), st.text("ab/", max_size=6))
@example([FOLDERS, Token("one", "a"), IN_FOLDER], "ba")  # `**/a*` is not met in the middle of a name
def test_the_same_as_a_regular_expression(tokens: list[Token], path: str) -> None:
    assert Wildcards(tokens).fullmatch(path) is (re.fullmatch(plainly(tokens), path) is not None)


@pytest.mark.parametrize(
    "match",
    [
        lambda pattern, path: git_pattern(pattern).fullmatch(path),
        lambda pattern, path: glob_expression(pattern).fullmatch(path),
        lambda pattern, path: pattern_of(pattern).matches(path),
    ],
    ids=["gitignore", "COPY", "dockerignore"],
)
def test_many_stars_take_as_many_steps_as_the_path_is_long(match) -> None:  # type: ignore[no-untyped-def]
    """Forty stars over 4,000 letters: a backtracking matcher would not come to an end in this life."""
    pattern = "*a" * 40 + "b"
    assert _lines_run(match, pattern, "a" * 4000) < 2.5 * _lines_run(match, pattern, "a" * 2000)


def _lines_run(match, pattern: str, path: str) -> int:  # type: ignore[no-untyped-def]
    count = 0

    def trace(frame, event, argument):  # type: ignore[no-untyped-def]
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        assert match(pattern, path) is False
    finally:
        sys.settrace(before)
    return count
