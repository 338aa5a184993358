"""`from-arg-default-invalid` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import problems_of

DEFAULT = "from-arg-default-invalid"


@pytest.mark.parametrize(
    ("rule", "text", "variant"),
    [
        (DEFAULT, "ARG IMAGE\nFROM $IMAGE\n", "empty"),
        (DEFAULT, "ARG V\nFROM debian:$V\n", ""),
    ],
)
def test_what_it_says(rule, text, variant):
    (problem,) = problems_of(text, rule)
    assert problem.finding.variant == variant
