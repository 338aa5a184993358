"""`copy-from-empty-scratch`: cases that are more than a text."""

import pytest

from lint.cases import check_offers

RULE = "copy-from-empty-scratch"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(  # another empty stage is no better
            "FROM scratch AS a\nENV A=1\nFROM scratch AS b\nENV A=1\nFROM c\nCOPY --from=b /x /y\n",
            [],
            id="two empty stages, and nothing that could be meant",
        ),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)
