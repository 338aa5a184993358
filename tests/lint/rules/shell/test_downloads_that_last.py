"""Redirects and second tries."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

HEAD = "FROM debian:13-slim\n"
CURL, WGET = "curl-retry-missing", "wget-retry-missing"


@pytest.mark.parametrize(
    ("call", "after"),
    [
        ("curl -o a https://a.b/c", "curl -L -o a https://a.b/c"),
        ("sudo curl https://a.b/c", "sudo curl -L https://a.b/c"),
    ],
)
def test_redirects(call, after):
    assert findings_of(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == ["curl"]
    assert fixed(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == f"{HEAD}RUN {after}\n"


@pytest.mark.parametrize(
    "call",
    [
        "curl -fsSL https://a.b/c", "curl --location https://a.b/c", "curl --location-trusted https://a.b/c",
        "curl --follow https://a.b/c", "curl http://10.0.0.1:80/c", "curl --version", "wget https://a.b/c", "curl -K a https://a.b/c", "curl -X DELETE https://a.b/c",
    ],
)  # fmt: skip
def test_no_redirects(call):
    assert findings_of(f"{HEAD}RUN {call}\n", "curl-redirect-ignored") == []


@pytest.mark.parametrize(
    ("rule", "run", "found"),
    [
        (CURL, "RUN curl https://a.b/c", ["curl"]),
        (CURL, "RUN curl --retry 3 https://a.b/c", []),
        (CURL, "RUN curl --retry=3 https://a.b/c", []),
        (CURL, "ENV CURL_HOME=/etc/curl\nRUN curl https://a.b/c", []),
        (CURL, "COPY .curlrc /root/\nRUN curl https://a.b/c", []),
        (CURL, "RUN echo 'retry = 5' > ~/.curlrc && curl https://a.b/c", []),
        (CURL, "RUN wget https://a.b/c", []),
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
