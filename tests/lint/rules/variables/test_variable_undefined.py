"""`variable-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

RULE = "variable-undefined"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        (DEBIAN + "ARG VERSION\nENV V=$VERSON\n", "near"),
    ],
)
def test_what_it_says(text, variant):
    (problem,) = problems_of(text, RULE)
    assert problem.finding.variant == variant
