"""`apt-recommends-installed`: apt installs recommended packages as well unless an option turns that off."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

RULE = "apt-recommends-installed"


@pytest.mark.parametrize(
    ("why", "run", "expected"),
    [
        ("apt installs what is recommended, too", "apt-get install -y curl", ["apt-get install"]),
        ("the option keeps it off", "apt-get install --no-install-recommends curl", []),
        ("the option says that it is wanted", "apt-get install --install-recommends curl", []),
        ("aptitude's short option keeps it off", "aptitude -R install curl", []),
        ("a setting on the command line keeps it off", "apt-get -o APT::Install-Recommends=0 install curl", []),
        ("an upgrade installs nothing new", "apt-get upgrade -y", []),
    ],
)
def test_findings(why, run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", RULE) == expected, why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "RUN apt-get install -y -t sid \\\n    curl\n",
            "RUN apt-get install -y -t sid --no-install-recommends \\\n    curl ca-certificates\n",
            id="behind an option with a value, and the certificates that curl would lose",
        ),
    ],
)
def test_fixes(text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    check_fixed(RULE, text, expected)


def test_an_option_of_another_call_decides_nothing():
    text = "FROM debian:13\nRUN apt-get install -y --no-install-recommends a\nRUN apt-get install -y b\n"
    assert findings_of(text, RULE) == ["apt-get install"]
