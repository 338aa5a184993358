"""`from-arg-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

RULE = "from-arg-undefined"


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("ARG VERSION\nFROM debian:$VERSON\n", "near"),
        ("ARG VERSION\nFROM debian:$OTHER\n", ""),
    ],
)
def test_what_it_says(text, variant):
    (problem,) = problems_of(text, RULE)
    assert problem.finding.variant == variant
