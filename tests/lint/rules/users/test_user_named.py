"""`user-named` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixed, fixes_of, settings_of

DEBIAN = "FROM debian:13\n"

NAMED = "user-named"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("FROM node:24\nUSER node\n", "FROM node:24\nUSER 1000\n"),
        ("FROM node:24\nUSER node:node\n", "FROM node:24\nUSER 1000:node\n"),
        (DEBIAN + "USER app\n", DEBIAN + "USER app\n"),
    ],
)
def test_a_name_becomes_the_number_that_is_known(text, after):
    assert findings_of(text, NAMED)
    assert fixed(text, NAMED) == after


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "user-named",
            "FROM debian:13\nRUN useradd -u 7 app\nUSER app:app\n",
            ["FROM debian:13\nRUN useradd -u 7 app\nUSER 7:app\n"],
        ),
        ("user-named", "FROM debian:13\nRUN useradd app\nUSER app\n", []),
        ("user-named", "FROM node:24\nUSER node\n", ["FROM node:24\nUSER 1000\n"]),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
