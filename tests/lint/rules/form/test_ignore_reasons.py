"""Ignore comments that say why, and up to which day."""

from __future__ import annotations

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, problems_of, settings_of

TEXT = "FROM debian:13-slim\n# gorae: ignore=sudo-used{more}\nRUN sudo a\n"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", []),
        (" until=2026-11-24 as long as today", []),
        (" until=2026-11-23 until yesterday", ["sudo"]),
        (" ignore-until=2026-11-23", ["sudo"]),
        (" until=2026-13-45 no day at all", []),
        (" it lasts until=2020-01-01", []),
    ],
)
def test_a_comment_holds_up_to_its_day(more: str, found: list[str]) -> None:
    assert findings_of(TEXT.format(more=more), "sudo-used") == found


def test_a_comment_whose_day_has_passed_is_reported() -> None:
    problems = problems_of(TEXT.format(more=" until=2026-11-23"), "unused-ignore")
    assert [(one.finding.variant, dict(one.finding.facts)["until"]) for one in problems] == [("over", "2026-11-23")]


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("# gorae: ignore=sudo-used", True),
        ("# gorae: ignore=sudo-used until=2099-01-01", True),
        ("# gorae: ignore=sudo-used,apt-lists-kept 팀의 규칙", False),
        ("# tally ignore=no-sudo;reason=the team's rule", False),
        ("# hadolint ignore=DL3004", False),
    ],
    ids=["no reason", "a day alone", "a reason", "tally's", "hadolint's, which has no room for one"],
)
def test_reasons(comment: str, found: bool) -> None:
    text = f"FROM debian:13-slim\n{comment}\nRUN sudo a\n"
    for name in ("ignore-reason-missing", "require-reason"):
        problems = check(parse(text), settings_of(name))
        assert [one.span.of(text) for one in problems] == ([comment] if found else [])
