"""`stage-name-reserved`: cases that are more than a text."""

from __future__ import annotations

import pytest

from lint.cases import check_fix, check_offers

RULE = "stage-name-reserved"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "FROM a AS context\nFROM b\nRUN --mount=type=bind,from=context,target=/x ls\n",
            ["FROM a AS sources\nFROM b\nRUN --mount=type=bind,from=sources,target=/x ls\n"],
            id="in a mount, too",
        ),
        pytest.param(  # a FROM above is the empty image, one below the stage
            "FROM scratch AS one\nFROM a AS scratch\nFROM scratch\n",
            ["FROM scratch AS one\nFROM a AS base\nFROM base\n"],
            id="only those below the stage mean it",
        ),
        pytest.param(
            "FROM a AS context\nFROM b AS sources\n",
            ["FROM a AS sources-2\nFROM b AS sources\n"],
            id="the next name where the first is taken",
        ),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("FROM debian:13 AS context\nFROM context\n", "FROM debian:13 AS sources\nFROM sources\n", id="in the FROM of the next stage"),
    ],
)  # fmt: skip
def test_a_name_changes_wherever_it_is_used(text, after):
    check_fix(RULE, text, after)
