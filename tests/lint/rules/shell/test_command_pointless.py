"""`command-pointless`: cases that are more than a text."""

from __future__ import annotations

import pytest

from lint.cases import check_offers, findings_of

RULE = "command-pointless"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("FROM a\nRUN ls && free && pwd\n", ["FROM a\nRUN ls && pwd\n"]),
        ("FROM a\nRUN ls && free | tee /x\n", []),
        ("FROM a\nRUN ls && \\\n    # 왜\n    service x start\n", []),
        ("FROM a\nRUN ls || service x start\n", []),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)


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
    assert findings_of(f"FROM debian:13\nRUN {run}\n", RULE) == found


def test_a_trigger_is_looked_at_and_a_start_is_not():
    assert findings_of("FROM a:1\nONBUILD RUN vim x\nCMD top\n", RULE) == ["vim"]
