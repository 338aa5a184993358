"""`zypper-dist-upgrade`: cases that are more than a text."""

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("zypper-dist-upgrade", "FROM a\nRUN zypper -n dist-upgrade; ls\n", ["FROM a\nRUN ls\n"]),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
