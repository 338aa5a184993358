"""`apt-assume-yes-missing`: apt asks before it installs, and nobody answers in a build."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

RULE = "apt-assume-yes-missing"


@pytest.mark.parametrize(
    ("why", "run", "expected"),
    [
        ("apt-get asks", "apt-get install curl", ["apt-get install"]),
        (
            "each call asks, behind sudo and by the other name",
            "sudo apt-get -q install curl && apt remove vim",
            ["apt-get -q install", "apt remove"],
        ),
        ("the answer may stand at the end", "apt-get install curl -y", []),
        ("the answer may be within a bundle", "apt-get -qqy install curl", []),
        ("two q's answer as well", "apt-get -qq install curl", []),
        ("also apart", "apt-get -q -q install curl", []),
        ("also as a number", "apt-get -q=2 install curl", []),
        ("a setting answers", "apt-get -o APT::Get::Assume-Yes=true install curl", []),
        ("a pipe answers", "yes | apt-get install curl", []),
        ("a trial installs nothing", "apt-get install --dry-run curl", []),
        ("nothing is installed", "echo apt-get install curl", []),
        ("a variable may hold the answer", "apt-get $APT_OPTS install curl", []),
        ("an exec form asks as well", '["apt-get", "install", "curl"]', ['"apt-get", "install"']),
    ],
)
def test_findings(why, run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", RULE) == expected, why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "RUN apt-get install \\\n    curl\n",
            "RUN apt-get install -y \\\n    curl\n",
            id="the option comes before the line's end",
        ),
    ],
)
def test_fixes(text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    check_fixed(RULE, text, expected)
