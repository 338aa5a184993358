"""`flag-not-ascii`: which characters end the build, and which only become others."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.lint.engine import check
from gorae.syntax import parse
from lint.cases import problems_of


@pytest.mark.parametrize(
    ("why", "flag", "said"),
    [
        ("a blank byte in the middle leaves half a character", "--chown=전", ("cut", "error")),
        ("so it does in a pattern", "--exclude=전", ("cut", "error")),
        ("at the character's end nothing is left of it", "--chown=고", ("", "warning")),
        ("without such a byte it is another name", "--chown=한", ("", "warning")),
        ("nothing is excluded by another name", "--exclude=한", ("exclude", "warning")),
    ],
)
def test_what_becomes_of_a_flag(why, flag, said):
    (problem,) = problems_of(f"FROM debian:13\nCOPY {flag} a /b/\n", "flag-not-ascii")
    assert (problem.finding.variant, problem.severity) == said, why


def test_what_stands_behind_a_cut_flag_is_left_alone():
    """The rest of the flag is read as a source: that the target lacks its slash then is no second fault."""
    text = "FROM debian:13-slim\nCOPY --chown=전 a /b\n"
    assert [one.rule.name for one in check(parse(text), Settings())] == ["flag-not-ascii"]
