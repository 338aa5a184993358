"""`apt-assume-yes-missing`: apt asks before it installs, and nobody answers in a build."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

RULE = "apt-assume-yes-missing"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("apt-get install curl", ["apt-get install"]),
        (
            "sudo apt-get -q install curl && apt remove vim",
            ["apt-get -q install", "apt remove"],
        ),
        ("apt-get install curl -y", []),
        ("apt-get -qqy install curl", []),
        ("apt-get -qq install curl", []),
        ("apt-get -q -q install curl", []),
        ("apt-get -q=2 install curl", []),
        ("apt-get -o APT::Get::Assume-Yes=true install curl", []),
        ("yes | apt-get install curl", []),
        ("apt-get install --dry-run curl", []),
        ("echo apt-get install curl", []),
        ("apt-get $APT_OPTS install curl", []),
        ('["apt-get", "install", "curl"]', ['"apt-get", "install"']),
    ],
)
def test_findings(run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", RULE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN apt-get install \\\n    curl\n", "RUN apt-get install -y \\\n    curl\n"),
    ],
)
def test_fixes(text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    check_fixed(RULE, text, expected)
