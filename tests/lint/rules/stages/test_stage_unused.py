"""`stage-unused`: a stage that the last one does not need."""

from __future__ import annotations

from lint.cases import problems_of

UNUSED = "stage-unused"


def test_a_stage_without_a_name_is_called_by_its_number():
    first, second = problems_of("FROM debian:13\nFROM alpine:3.22 AS x\nFROM debian:13\n", UNUSED)
    assert [dict(problem.finding.facts)["name"] for problem in (first, second)] == [0, "x"]
    assert [problem.span.start for problem in (first, second)] == [5, 35]
