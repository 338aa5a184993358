"""apt in RUN: a Dockerfile's text in, the words found and the fixed text out."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed

UPDATE = "apt-get update && apt-get install -y --no-install-recommends curl"


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
        ("apt-recommends-installed", "apt-get install -y curl", ["apt-get install"]),
        ("apt-recommends-installed", "apt-get install --no-install-recommends curl", []),
        ("apt-recommends-installed", "apt-get install --install-recommends curl", []),
        ("apt-recommends-installed", "aptitude -R install curl", []),
        ("apt-recommends-installed", "apt-get -o APT::Install-Recommends=0 install curl", []),
        ("apt-recommends-installed", "apt-get upgrade -y", []),
        ("apt-lists-kept", UPDATE, ["apt-get update"]),
        ("apt-lists-kept", f"{UPDATE} && rm -rf /var/lib/apt/lists/*", []),
        ("apt-lists-kept", f"{UPDATE} && rm -rf /var/lib/{{apt,dpkg}}", []),
        ("apt-lists-kept", f"{UPDATE} && cd /var/lib/apt && rm -r lists", []),
        ("apt-lists-kept", f"{UPDATE} && find /var/lib/apt/lists -type f -delete", []),
        ("apt-lists-kept", f"{UPDATE} && apt-get dist-clean", []),
        ("apt-lists-kept", f"rm -rf /var/lib/apt/lists/* && {UPDATE}", ["apt-get update"]),
        ("apt-lists-kept", f"--mount=type=cache,target=/var/lib/apt {UPDATE}", []),
        ("apt-lists-kept", f"--mount=type=tmpfs,target=/var/lib/apt/lists {UPDATE}", []),
        ("apt-lists-kept", f"--mount=type=cache,target=/var/cache/apt {UPDATE}", ["apt-get update"]),
    ],
)
def test_findings(rule, run, expected):
    assert findings_of(f"FROM debian:13-slim\nRUN {run}\n", rule) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("apt-assume-yes-missing", "RUN apt-get install \\\n    curl\n", "RUN apt-get install -y \\\n    curl\n"),
        (
            "apt-recommends-installed",
            "RUN apt-get install -y -t sid \\\n    curl\n",
            "RUN apt-get install -y -t sid --no-install-recommends \\\n    curl ca-certificates\n",
        ),
        ("apt-lists-kept", f"RUN {UPDATE}\n", f"RUN {UPDATE} && rm -rf /var/lib/apt/lists/*\n"),
        (
            "apt-lists-kept",
            "RUN apt-get update && \\\n  apt-get install -y curl\n",
            "RUN apt-get update && \\\n  apt-get install -y curl && \\\n  rm -rf /var/lib/apt/lists/*\n",
        ),
        (
            "apt-lists-kept",
            "RUN set -eux; \\\r\n\tapt-get update; \\\r\n\tapt-get install -y curl\r\n",
            "RUN set -eux; \\\r\n\tapt-get update; \\\r\n\tapt-get install -y curl; \\\r\n\trm -rf /var/lib/apt/lists/*\r\n",
        ),
        # what is not sure to run, or to run last, is left alone
        ("apt-lists-kept", "RUN apt-get update || true\n", "RUN apt-get update || true\n"),
        ("apt-lists-kept", "RUN if true; then apt-get update; fi\n", "RUN if true; then apt-get update; fi\n"),
        ("apt-lists-kept", "RUN apt-get update && exec sh\n", "RUN apt-get update && exec sh\n"),
        ("apt-lists-kept", "RUN apt-get update # 목록\n", "RUN apt-get update # 목록\n"),
        (
            "apt-update-alone",
            "# 목록\nRUN apt-get -qq update\nRUN set -e; \\\n    apt-get install -y a\nRUN apt-get install -y b\n",
            (
                "# 목록\nRUN set -e; \\\n    apt-get -qq update; apt-get install -y a\n"
                "RUN apt-get -qq update && apt-get install -y b\n"
            ),
        ),
        (
            "apt-update-alone",
            "RUN apt-get update\nRUN <<EOF\nset -e\n  apt-get install -y a\nEOF\n",
            "RUN <<EOF\nset -e\n  apt-get update\n  apt-get install -y a\nEOF\n",
        ),
        # more than the update stands there, or the install is in a branch
        (
            "apt-update-alone",
            "RUN dpkg --add-architecture i386 && apt-get update\nRUN apt-get install -y a\n",
            "RUN dpkg --add-architecture i386 && apt-get update\nRUN apt-get install -y a\n",
        ),
        (
            "apt-update-alone",
            "RUN apt-get update\nRUN if true; then apt-get install -y a; fi\n",
            "RUN apt-get update\nRUN if true; then apt-get install -y a; fi\n",
        ),
    ],
)
def test_fixes(rule, text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    assert findings_of(text, rule)
    assert fixed(text, rule) == expected
    assert fixed(expected, rule) == expected


@pytest.mark.parametrize(
    "text",
    [
        "FROM debian:13\nRUN apt-get update\nRUN apt-get update && apt-get install -y a\n",  # a newer list
        "FROM debian:13\nRUN apt-get update && ./install.sh\nRUN apt-get install -y a\n",  # the script may install
        'FROM debian:13\nRUN apt-get update\nCMD ["sh"]\n',  # nothing is installed
        "FROM debian:13\nRUN apt-get update\nRUN apt-get install -y ./a.deb\n",
        "FROM debian:13\nRUN apt-get update\nFROM debian:13\nRUN apt-get install -y a\n",
    ],
)
def test_update_alone_says_nothing(text):
    assert findings_of(text, "apt-update-alone") == []


def test_update_alone_sees_stages_that_are_based_on_it():
    assert findings_of("FROM debian:13 AS a\nRUN apt update\nFROM a\nRUN apt install b\n", "apt-update-alone") == [
        "apt update"
    ]


def test_lists_of_a_builder_are_thrown_away():
    text = f"FROM debian:13 AS build\nRUN {UPDATE}\nFROM debian:13\nCOPY --from=build /x /x\n"
    assert findings_of(text, "apt-lists-kept") == []


def test_one_of_the_two_speaks():
    text = "FROM debian:13\nRUN apt-get update\nRUN apt-get install -y a\n"
    assert findings_of(text, "apt-lists-kept") == []
    assert findings_of(text, "apt-update-alone") == ["apt-get update"]


def test_settings_before_count():
    text = (
        'FROM debian:13\nRUN echo \'APT::Install-Recommends "0"; APT::Get::Assume-Yes "1";\' > /etc/apt/apt.conf.d/9\n'
    )
    assert findings_of(text + "RUN apt-get install a\n", "apt-recommends-installed") == []
    assert findings_of(text + "RUN apt-get install a\n", "apt-assume-yes-missing") == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("apt-assume-yes-missing", "safe"), ("apt-recommends-installed", "unsafe"), ("apt-lists-kept", "safe")],
)
def test_applicability(rule, expected):
    text = "FROM debian:13\nRUN apt-get update && apt-get install a\n"
    assert applicabilities(text, rule) == [expected]


def test_an_option_of_another_call_decides_nothing():
    text = "FROM debian:13\nRUN apt-get install -y --no-install-recommends a\nRUN apt-get install -y b\n"
    assert findings_of(text, "apt-recommends-installed") == ["apt-get install"]
