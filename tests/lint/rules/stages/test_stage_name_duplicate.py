"""`stage-name-duplicate`: cases that are more than a text."""

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (  # the first of two: what uses the name below means the last
            "stage-name-duplicate",
            "FROM a AS x\nFROM b AS x\nFROM x AS y\nFROM c\nCOPY --from=X /a /b\n",
            ["FROM a AS x-1\nFROM b AS x\nFROM x AS y\nFROM c\nCOPY --from=X /a /b\n"],
        ),
        (  # a `--from` between the two may mean either
            "stage-name-duplicate",
            "FROM a AS x\nFROM c AS z\nCOPY --from=x /a /b\nFROM b AS x\n",
            [],
        ),
        (  # of three the first goes first
            "stage-name-duplicate",
            "FROM a AS x\nFROM b AS x\nFROM c AS x\n",
            ["FROM a AS x-1\nFROM b AS x\nFROM c AS x\n"],
        ),
        (  # the next number that nobody has
            "stage-name-duplicate",
            "FROM a AS x\nFROM b AS x-1\nFROM c AS x\n",
            ["FROM a AS x-2\nFROM b AS x-1\nFROM c AS x\n"],
        ),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
