"""`apt-update-alone`: apt-get update in a RUN of its own: the cached layer keeps the old lists for the installs behind it."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

RULE = "apt-update-alone"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "# 목록\nRUN apt-get -qq update\nRUN set -e; \\\n    apt-get install -y a\nRUN apt-get install -y b\n",
            (
                "# 목록\nRUN set -e; \\\n    apt-get -qq update; apt-get install -y a\n"
                "RUN apt-get -qq update && apt-get install -y b\n"
            ),
            id="each install gets the update, with its options",
        ),
        pytest.param(
            "RUN apt-get update\nRUN <<EOF\nset -e\n  apt-get install -y a\nEOF\n",
            "RUN <<EOF\nset -e\n  apt-get update\n  apt-get install -y a\nEOF\n",
            id="into a heredoc, as it is indented",
        ),
        # more than the update stands there, or the install is in a branch
        pytest.param(
            "RUN dpkg --add-architecture i386 && apt-get update\nRUN apt-get install -y a\n",
            "RUN dpkg --add-architecture i386 && apt-get update\nRUN apt-get install -y a\n",
            id="an architecture is added in the same RUN, so no fix",
        ),
        pytest.param(
            "RUN apt-get update\nRUN if true; then apt-get install -y a; fi\n",
            "RUN apt-get update\nRUN if true; then apt-get install -y a; fi\n",
            id="the install hangs on a condition, so no fix",
        ),
    ],
)
def test_fixes(text, expected):
    text, expected = f"FROM debian:13-slim\n{text}", f"FROM debian:13-slim\n{expected}"
    check_fixed(RULE, text, expected)


def test_update_alone_sees_stages_that_are_based_on_it():
    assert findings_of("FROM debian:13 AS a\nRUN apt update\nFROM a\nRUN apt install b\n", RULE) == ["apt update"]


def test_one_of_the_two_speaks():
    text = "FROM debian:13\nRUN apt-get update\nRUN apt-get install -y a\n"
    assert findings_of(text, "apt-lists-kept") == []
    assert findings_of(text, RULE) == ["apt-get update"]
