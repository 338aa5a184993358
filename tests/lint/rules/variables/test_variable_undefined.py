"""`variable-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

DEBIAN = "FROM debian:13\n"

UNDEFINED = "variable-undefined"


@pytest.mark.parametrize(
    ("rule", "text", "variant"),
    [
        (UNDEFINED, DEBIAN + "ARG VERSION\nENV V=$VERSON\n", "near"),
    ],
)
def test_what_it_says(rule, text, variant):
    (problem,) = problems_of(text, rule)
    assert problem.finding.variant == variant
