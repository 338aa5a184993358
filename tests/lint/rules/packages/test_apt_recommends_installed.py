"""`apt-recommends-installed`: apt installs recommended packages as well unless an option turns that off."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

RULE = "apt-recommends-installed"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("apt-get install -y curl", ["apt-get install"]),
        ("apt-get install --no-install-recommends curl", []),
        ("apt-get install --install-recommends curl", []),
        ("aptitude -R install curl", []),
        ("apt-get -o APT::Install-Recommends=0 install curl", []),
        ("apt-get upgrade -y", []),
    ],
)
def test_findings(run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", RULE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "RUN apt-get install -y -t sid \\\n    curl\n",
            "RUN apt-get install -y -t sid --no-install-recommends \\\n    curl ca-certificates\n",
        ),
    ],
)
def test_fixes(text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    check_fixed(RULE, text, expected)


def test_an_option_of_another_call_decides_nothing():
    text = "FROM debian:13\nRUN apt-get install -y --no-install-recommends a\nRUN apt-get install -y b\n"
    assert findings_of(text, RULE) == ["apt-get install"]
