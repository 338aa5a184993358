"""`apt-recommends-installed`: apt installs recommended packages as well unless an option turns that off."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "run", "expected"),
    [
        ("apt-recommends-installed", "apt-get install -y curl", ["apt-get install"]),
        ("apt-recommends-installed", "apt-get install --no-install-recommends curl", []),
        ("apt-recommends-installed", "apt-get install --install-recommends curl", []),
        ("apt-recommends-installed", "aptitude -R install curl", []),
        ("apt-recommends-installed", "apt-get -o APT::Install-Recommends=0 install curl", []),
        ("apt-recommends-installed", "apt-get upgrade -y", []),
    ],
)
def test_findings(rule, run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", rule) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (
            "apt-recommends-installed",
            "RUN apt-get install -y -t sid \\\n    curl\n",
            "RUN apt-get install -y -t sid --no-install-recommends \\\n    curl ca-certificates\n",
        ),
    ],
)
def test_fixes(rule, text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    assert findings_of(text, rule)
    assert fixed(text, rule) == expected
    assert fixed(expected, rule) == expected


def test_an_option_of_another_call_decides_nothing():
    text = "FROM debian:13\nRUN apt-get install -y --no-install-recommends a\nRUN apt-get install -y b\n"
    assert findings_of(text, "apt-recommends-installed") == ["apt-get install"]
