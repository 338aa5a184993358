"""`ignore-reason-missing`: an ignore comment that does not say why."""

from __future__ import annotations

import pytest

from gorae.syntax import parse
from lint.cases import check, settings_of


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("# gorae: ignore=sudo-used", True),
        ("# gorae: ignore=sudo-used until=2099-01-01", True),
        ("# gorae: ignore=sudo-used,apt-lists-kept 팀의 규칙", False),
        ("# tally ignore=no-sudo;reason=the team's rule", False),
        ("# hadolint ignore=DL3004", False),
    ],
    ids=[
        "no reason",
        "a day alone",
        "a reason",
        "another linter's comment with a reason",
        "hadolint's, which has no room for one",
    ],
)
def test_reasons(comment: str, found: bool) -> None:
    text = f"FROM debian:13-slim\n{comment}\nRUN sudo a\n"
    for name in ("ignore-reason-missing", "require-reason"):
        problems = check(parse(text), settings_of(name))
        assert [one.span.of(text) for one in problems] == ([comment] if found else [])
