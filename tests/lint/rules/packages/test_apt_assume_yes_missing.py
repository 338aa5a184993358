"""`apt-assume-yes-missing`: apt asks before it installs, and nobody answers in a build."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "run", "expected"),
    [
        ("apt-assume-yes-missing", "apt-get install curl", ["apt-get install"]),
        (
            "apt-assume-yes-missing",
            "sudo apt-get -q install curl && apt remove vim",
            ["apt-get -q install", "apt remove"],
        ),
        ("apt-assume-yes-missing", "apt-get install curl -y", []),
        ("apt-assume-yes-missing", "apt-get -qqy install curl", []),
        ("apt-assume-yes-missing", "apt-get -qq install curl", []),
        ("apt-assume-yes-missing", "apt-get -q -q install curl", []),
        ("apt-assume-yes-missing", "apt-get -q=2 install curl", []),
        ("apt-assume-yes-missing", "apt-get -o APT::Get::Assume-Yes=true install curl", []),
        ("apt-assume-yes-missing", "yes | apt-get install curl", []),
        ("apt-assume-yes-missing", "apt-get install --dry-run curl", []),
        ("apt-assume-yes-missing", "echo apt-get install curl", []),
        ("apt-assume-yes-missing", "apt-get $APT_OPTS install curl", []),
        ("apt-assume-yes-missing", '["apt-get", "install", "curl"]', ['"apt-get", "install"']),
    ],
)
def test_findings(rule, run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", rule) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("apt-assume-yes-missing", "RUN apt-get install \\\n    curl\n", "RUN apt-get install -y \\\n    curl\n"),
    ],
)
def test_fixes(rule, text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    assert findings_of(text, rule)
    assert fixed(text, rule) == expected
    assert fixed(expected, rule) == expected
