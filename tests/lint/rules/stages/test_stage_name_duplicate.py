"""`stage-name-duplicate`: cases that are more than a text."""

from __future__ import annotations

import pytest

from lint.cases import check_fix, check_offers, findings_of, fixed

RULE = "stage-name-duplicate"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "the first of two gets another name: what uses the name below means the last",
            "FROM a AS x\nFROM b AS x\nFROM x AS y\nFROM c\nCOPY --from=X /a /b\n",
            ["FROM a AS x-1\nFROM b AS x\nFROM x AS y\nFROM c\nCOPY --from=X /a /b\n"],
        ),
        (
            "a `--from` between the two may mean either",
            "FROM a AS x\nFROM c AS z\nCOPY --from=x /a /b\nFROM b AS x\n",
            [],
        ),
        (
            "of three the first goes first",
            "FROM a AS x\nFROM b AS x\nFROM c AS x\n",
            ["FROM a AS x-1\nFROM b AS x\nFROM c AS x\n"],
        ),
        (
            "the next number that nobody has is taken",
            "FROM a AS x\nFROM b AS x-1\nFROM c AS x\n",
            ["FROM a AS x-2\nFROM b AS x-1\nFROM c AS x\n"],
        ),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("two stages of one name", "FROM a AS b\nFROM c AS b\n", ["b"]),
        ("three times", "FROM a AS b\nFROM c AS b\nFROM d AS b\n", ["b", "b"]),
        ("letter case is no difference", "FROM a AS b\nFROM c AS B\n", ["B"]),
        ("a stage without a name between", "FROM a AS b\nFROM c\nFROM d AS b\n", ["b"]),
        ("two without a name", "FROM a\nFROM b\n", []),
        ("other names", "FROM a AS b\nFROM a AS c\n", []),
    ],
)
def test_duplicates(why, text, found):
    assert findings_of(text, RULE) == found, why


A = "FROM debian:13 AS a\n"
FIRST = "FROM debian:13 AS a-1\n"
LAST = "FROM debian:13 AS last\n"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("what is copied between the two may mean either", A + "COPY --from=a /x /y\n" + A, None),
        ("nobody uses the first", A + A, FIRST + A),
        ("what is copied below means the last", A + A + LAST + "COPY --from=a /x /y\n", FIRST + A + LAST + "COPY --from=a /x /y\n"),
        ("a FROM below means the last", A + A + "FROM a AS b\n", FIRST + A + "FROM a AS b\n"),
        ("a FROM between means the first, so it changes as well", A + "FROM a AS b\n" + A, FIRST + "FROM a-1 AS b\n" + A),
        ("a name with a number may be taken", FIRST + A + A, FIRST + "FROM debian:13 AS a-2\n" + A),
        ("what is copied between may mean either, also behind another stage", A + LAST + "COPY --from=a /x /y\n" + A, None),
    ],
)  # fmt: skip
def test_a_name_changes_wherever_it_is_used(why, text, after):
    check_fix(RULE, text, after)


def test_of_three_the_last_keeps_the_name():
    assert fixed(A + A + A, RULE) == FIRST + "FROM debian:13 AS a-2\n" + A
