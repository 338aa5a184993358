"""`onbuild-trigger-forbidden`: cases that are more than a text."""

import pytest

from lint.cases import check_offers

RULE = "onbuild-trigger-forbidden"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("one ONBUILD is enough", "FROM a\nONBUILD ONBUILD RUN ls\n", ["FROM a\nONBUILD RUN ls\n"]),
        ("what is left would be forbidden as well", "FROM a\nONBUILD ONBUILD FROM b\n", []),
        ("a FROM cannot be kept for later", "FROM a\nONBUILD FROM b\n", []),
        (
            "a label says who it is, in the letters of the file",
            "FROM a\nonbuild maintainer Kim\n",
            ['FROM a\nonbuild label org.opencontainers.image.authors="Kim"\n'],
        ),
        ("the inner instruction's letters stay", "FROM a\nONBUILD ONBUILD run ls\n", ["FROM a\nONBUILD run ls\n"]),
        ("what is left is no instruction", "FROM a\nONBUILD ONBUILD nonesuch\n", []),
        ("nobody is named", "FROM a\nONBUILD MAINTAINER\n", []),
        ("the comment would be lost", "FROM a\nONBUILD MAINTAINER \\\n# 왜\n  Kim\n", []),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)
