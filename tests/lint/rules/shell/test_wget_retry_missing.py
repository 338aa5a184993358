"""`wget-retry-missing`: cases that are more than a text."""

import pytest

from lint.cases import applicabilities, findings_of

RULE = "wget-retry-missing"

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "run", "found"),
    [
        ("no number of tries", "RUN wget https://a.b/c", ["wget"]),
        ("a number of tries", "RUN wget -t 3 https://a.b/c", []),
        ("a limit of time", "RUN wget --timeout=3 https://a.b/c", []),
        ("a file of settings may say it", "ENV WGETRC=/a\nRUN wget https://a.b/c", []),
    ],
)
def test_tries(why, run, found):
    assert findings_of(HEAD + run, RULE) == found, why


def test_the_wget_of_busybox_has_no_such_options():
    run = "RUN wget https://a.b/c\n"
    assert applicabilities(f"FROM alpine:3.22\n{run}", RULE) == ["none"]
    assert applicabilities(HEAD + run, RULE) == ["unsafe"]
