"""`onbuild-trigger-forbidden`: cases that are more than a text."""

import pytest

from lint.cases import check_offers

RULE = "onbuild-trigger-forbidden"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("FROM a\nONBUILD ONBUILD RUN ls\n", ["FROM a\nONBUILD RUN ls\n"]),
        ("FROM a\nONBUILD ONBUILD FROM b\n", []),
        ("FROM a\nONBUILD FROM b\n", []),
        (
            "FROM a\nonbuild maintainer Kim\n",
            ['FROM a\nonbuild label org.opencontainers.image.authors="Kim"\n'],
        ),
        ("FROM a\nONBUILD ONBUILD run ls\n", ["FROM a\nONBUILD run ls\n"]),
        ("FROM a\nONBUILD ONBUILD nonesuch\n", []),
        ("FROM a\nONBUILD MAINTAINER\n", []),
        ("FROM a\nONBUILD MAINTAINER \\\n# 왜\n  Kim\n", []),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)
