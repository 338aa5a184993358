"""`stage-name-reserved`: cases that are more than a text."""

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
        (
            "stage-name-reserved",
            "FROM a AS context\nFROM b\nRUN --mount=type=bind,from=context,target=/x ls\n",
            ["FROM a AS sources\nFROM b\nRUN --mount=type=bind,from=sources,target=/x ls\n"],
        ),
        (  # a FROM above is the empty image, one below the stage
            "stage-name-reserved",
            "FROM scratch AS one\nFROM a AS scratch\nFROM scratch\n",
            ["FROM scratch AS one\nFROM a AS base\nFROM base\n"],
        ),
        ("stage-name-reserved", "FROM a AS context\nFROM b AS sources\n", ["FROM a AS sources-2\nFROM b AS sources\n"]),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"


RESERVED = "stage-name-reserved"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (RESERVED, "FROM debian:13 AS context\nFROM context\n", "FROM debian:13 AS sources\nFROM sources\n"),
    ],
)  # fmt: skip
def test_a_name_changes_wherever_it_is_used(rule, text, after):
    assert findings_of(text, rule)
    assert fixed(text, rule) == (after or text)
