"""`variable-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

RULE = "variable-undefined"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "variant"),
    [
        ("a letter is missing", DEBIAN + "ARG VERSION\nENV V=$VERSON\n", "near"),
    ],
)
def test_what_it_says(why, text, variant):
    (problem,) = problems_of(text, RULE)
    assert problem.finding.variant == variant, why
