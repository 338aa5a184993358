"""`stage-name-duplicate`: cases that are more than a text."""

from __future__ import annotations

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixed, fixes_of, settings_of


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


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("twice", "FROM a AS b\nFROM c AS b\n", ["b"]),
        ("three times", "FROM a AS b\nFROM c AS b\nFROM d AS b\n", ["b", "b"]),
        ("letter case is no difference", "FROM a AS b\nFROM c AS B\n", ["B"]),
        ("a stage without a name between", "FROM a AS b\nFROM c\nFROM d AS b\n", ["b"]),
        ("two without a name", "FROM a\nFROM b\n", []),
        ("other names", "FROM a AS b\nFROM a AS c\n", []),
    ],
)
def test_duplicates(why, text, found):
    assert findings_of(text, "stage-name-duplicate") == found, why


TWICE = "stage-name-duplicate"
A = "FROM debian:13 AS a\n"
FIRST = "FROM debian:13 AS a-1\n"
LAST = "FROM debian:13 AS last\n"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (TWICE, A + "COPY --from=a /x /y\n" + A, None),
        (TWICE, A + A, FIRST + A),
        (TWICE, A + A + LAST + "COPY --from=a /x /y\n", FIRST + A + LAST + "COPY --from=a /x /y\n"),
        (TWICE, A + A + "FROM a AS b\n", FIRST + A + "FROM a AS b\n"),
        (TWICE, A + "FROM a AS b\n" + A, FIRST + "FROM a-1 AS b\n" + A),
        (TWICE, FIRST + A + A, FIRST + "FROM debian:13 AS a-2\n" + A),
        (TWICE, A + LAST + "COPY --from=a /x /y\n" + A, None),
    ],
)  # fmt: skip
def test_a_name_changes_wherever_it_is_used(rule, text, after):
    assert findings_of(text, rule)
    assert fixed(text, rule) == (after or text)


def test_of_three_the_last_keeps_the_name():
    assert fixed(A + A + A, TWICE) == FIRST + "FROM debian:13 AS a-2\n" + A
