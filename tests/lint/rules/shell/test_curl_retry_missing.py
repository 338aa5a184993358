"""`curl-retry-missing`: cases that are more than a text."""

import pytest

from lint.cases import findings_of

RULE = "curl-retry-missing"


HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("RUN curl https://a.b/c", ["curl"]),
        ("RUN curl --retry 3 https://a.b/c", []),
        ("RUN curl --retry=3 https://a.b/c", []),
        ("ENV CURL_HOME=/etc/curl\nRUN curl https://a.b/c", []),
        ("COPY .curlrc /root/\nRUN curl https://a.b/c", []),
        ("RUN echo 'retry = 5' > ~/.curlrc && curl https://a.b/c", []),
        ("RUN wget https://a.b/c", []),
    ],
)
def test_tries(run, found):
    assert findings_of(HEAD + run, RULE) == found
