"""`apt-dist-upgrade`: cases that are more than a text."""

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
            "apt-dist-upgrade",
            "FROM a\nRUN apt-get update && apt-get dist-upgrade -y\n",
            ["FROM a\nRUN apt-get update\n"],
        ),
        (  # the lines keep their breaks
            "apt-dist-upgrade",
            "FROM a\nRUN apt-get update && apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    ls\n"],
        ),
        (  # a comment before it stays
            "apt-dist-upgrade",
            "FROM a\nRUN apt-get update && \\\n    # 왜\n    apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    # 왜\n    ls\n"],
        ),
        ("apt-dist-upgrade", "FROM a\nRUN ls; apt-get dist-upgrade -y && pwd\n", []),
        ("apt-dist-upgrade", "FROM a\nRUN apt-get dist-upgrade -y || true\n", []),
        ("apt-dist-upgrade", "FROM a\nRUN apt-get dist-upgrade -y\n", []),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
