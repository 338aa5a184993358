"""`copy-target-relative`: cases that are more than a text."""

from __future__ import annotations

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "copy-target-relative",
            'FROM debian:13\n# 왜\nCOPY a.py .\nCOPY b.py ./\nCMD ["python", "a.py"]\n',
            ['FROM debian:13\nWORKDIR /app\n# 왜\nCOPY a.py .\nCOPY b.py ./\nCMD ["python", "a.py"]\n'],
        ),
        ("copy-target-relative", 'FROM debian:13\nCOPY a.py .\nCMD ["python", "/a.py"]\n', []),
        ("copy-target-relative", "FROM debian:13 AS x\nCOPY a .\nFROM scratch\nCOPY --from=x /a /b\n", []),
        ("copy-target-relative", "FROM debian:13 AS x\nCOPY a .\nFROM x\nRUN ls\n", []),
        (
            "copy-target-relative",
            "FROM debian:13\nRUN mkdir /x\nCOPY a .\n",
            ["FROM debian:13\nRUN mkdir /x\nWORKDIR /app\nCOPY a .\n"],
        ),
        ("copy-target-relative", "FROM debian:13\nCOPY /x .\n", []),
        (
            "copy-target-relative",
            "FROM debian:13\nCOPY a .\nRUN cp a /usr/bin\n",
            ["FROM debian:13\nWORKDIR /app\nCOPY a .\nRUN cp a /usr/bin\n"],
        ),
        ("copy-target-relative", "from debian:13\ncopy a .\n", ["from debian:13\nworkdir /app\ncopy a .\n"]),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
