"""`wget-retry-missing`: cases that are more than a text."""

import pytest

from lint.cases import applicabilities, findings_of

RULE = "wget-retry-missing"

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("RUN wget https://a.b/c", ["wget"]),
        ("RUN wget -t 3 https://a.b/c", []),
        ("RUN wget --timeout=3 https://a.b/c", []),
        ("ENV WGETRC=/a\nRUN wget https://a.b/c", []),
    ],
)
def test_tries(run, found):
    assert findings_of(HEAD + run, RULE) == found


def test_the_wget_of_busybox_has_no_such_options():
    run = "RUN wget https://a.b/c\n"
    assert applicabilities(f"FROM alpine:3.22\n{run}", RULE) == ["none"]
    assert applicabilities(HEAD + run, RULE) == ["unsafe"]
