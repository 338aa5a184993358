"""`from-arg-undefined` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

FROM = "from-arg-undefined"


@pytest.mark.parametrize(
    ("rule", "text", "variant"),
    [
        (FROM, "ARG VERSION\nFROM debian:$VERSON\n", "near"),
        (FROM, "ARG VERSION\nFROM debian:$OTHER\n", ""),
    ],
)
def test_what_it_says(rule, text, variant):
    (problem,) = problems_of(text, rule)
    assert problem.finding.variant == variant
