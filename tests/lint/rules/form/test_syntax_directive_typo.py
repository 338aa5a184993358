"""`syntax-directive-typo` where a case is more than a text: files, settings, messages, what is shared by several."""

from lint.cases import problems_of

DEBIAN = "FROM debian:13\n"

SYNTAX = "syntax-directive-typo"


def test_a_misplaced_directive_is_reported_in_other_words():
    (problem,) = problems_of("# note\n# syntax=docker/dockerfile:1\n" + DEBIAN, SYNTAX)
    assert (problem.finding.variant, problem.fixes) == ("late", ())
