"""`wget-retry-missing`: cases that are more than a text."""

import pytest

from lint.cases import applicabilities, findings_of

HEAD = "FROM debian:13-slim\n"

WGET = "wget-retry-missing"


@pytest.mark.parametrize(
    ("rule", "run", "found"),
    [
        (WGET, "RUN wget https://a.b/c", ["wget"]),
        (WGET, "RUN wget -t 3 https://a.b/c", []),
        (WGET, "RUN wget --timeout=3 https://a.b/c", []),
        (WGET, "ENV WGETRC=/a\nRUN wget https://a.b/c", []),
    ],
)
def test_tries(rule, run, found):
    assert findings_of(HEAD + run, rule) == found


def test_the_wget_of_busybox_has_no_such_options():
    run = "RUN wget https://a.b/c\n"
    assert applicabilities(f"FROM alpine:3.22\n{run}", WGET) == ["none"]
    assert applicabilities(HEAD + run, WGET) == ["unsafe"]
