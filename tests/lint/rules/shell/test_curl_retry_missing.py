"""`curl-retry-missing`: cases that are more than a text."""

import pytest

from lint.cases import findings_of

CURL = "curl-retry-missing"

HEAD = "FROM debian:13-slim\n"


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
    ],
)
def test_tries(rule, run, found):
    assert findings_of(HEAD + run, rule) == found
