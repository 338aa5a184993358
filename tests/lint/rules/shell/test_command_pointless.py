"""`command-pointless`: cases that are more than a text."""

from __future__ import annotations

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("command-pointless", "FROM a\nRUN ls && free && pwd\n", ["FROM a\nRUN ls && pwd\n"]),
        ("command-pointless", "FROM a\nRUN ls && free | tee /x\n", []),
        ("command-pointless", "FROM a\nRUN ls && \\\n    # 왜\n    service x start\n", []),
        ("command-pointless", "FROM a\nRUN ls || service x start\n", []),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("vim x", ["vim"]),
        ("make && top", ["top"]),
        ("top -b | head", []),
        ("vim -es -c q", []),
        ("shutdown now", ["shutdown"]),
        ("vim --version", []),
        ("service nginx start", ["service"]),
        ("systemctl restart nginx", ["systemctl"]),
        ("service db start && psql x", []),
        ("service nginx status", []),
        ("apt-get install -y vim", []),
        ("/usr/bin/free -m", ["/usr/bin/free"]),
    ],
)
def test_pointless_commands(run, found):
    assert findings_of(f"FROM debian:13\nRUN {run}\n", "command-pointless") == found


def test_a_trigger_is_looked_at_and_a_start_is_not():
    assert findings_of("FROM a:1\nONBUILD RUN vim x\nCMD top\n", "command-pointless") == ["vim"]
