"""`frontend-foreign`: a file for another frontend than Docker's: what it may say is for that to judge."""

from __future__ import annotations

from lint.cases import findings_of, problems_of


def test_another_frontends_language_is_not_judged():
    text = "# syntax=devthefuture/dockerfile-x\nINCLUDE ./y\nFROM debian:13\n"
    assert [one.rule.name for one in problems_of(text, "frontend-foreign")] == ["frontend-foreign"]
    assert findings_of("# syntax=docker/dockerfile:1\nINCLUDE ./y\nFROM debian:13\n", "frontend-foreign") == []
    assert findings_of("# syntax=docker/dockerfile-upstream:master\nINCLUDE ./y\n", "frontend-foreign") == []
