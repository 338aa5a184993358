"""`value-invalid`: a value that BuildKit refuses once the variables in it are replaced."""

from __future__ import annotations

from gorae.context import read_context
from lint.cases import problems_of

D = "FROM debian:13\n"


def test_a_pattern_that_stops_the_build(tmp_path):
    (tmp_path / ".dockerignore").write_text("a\n[\n", encoding="utf-8")
    text = D + "COPY a.txt /x\n"
    found = problems_of(text, "value-invalid", read_context(tmp_path, tmp_path / "Dockerfile"))
    assert [(one.finding.variant, dict(one.finding.facts)["line"]) for one in found] == [("ignore-pattern", 2)]
