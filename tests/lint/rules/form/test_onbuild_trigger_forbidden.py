"""`onbuild-trigger-forbidden`: cases that are more than a text."""

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD RUN ls\n", ["FROM a\nONBUILD RUN ls\n"]),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD FROM b\n", []),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD FROM b\n", []),
        (
            "onbuild-trigger-forbidden",
            "FROM a\nonbuild maintainer Kim\n",
            ['FROM a\nonbuild label org.opencontainers.image.authors="Kim"\n'],
        ),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD run ls\n", ["FROM a\nONBUILD run ls\n"]),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD nonesuch\n", []),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD MAINTAINER\n", []),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD MAINTAINER \\\n# 왜\n  Kim\n", []),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
