"""`from-arg-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

RULE = "from-arg-undefined"


@pytest.mark.parametrize(
    ("why", "text", "variant"),
    [
        ("a letter is missing", "ARG VERSION\nFROM debian:$VERSON\n", "near"),
        ("nothing is near", "ARG VERSION\nFROM debian:$OTHER\n", ""),
    ],
)
def test_what_it_says(why, text, variant):
    (problem,) = problems_of(text, RULE)
    assert problem.finding.variant == variant, why
