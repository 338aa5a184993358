"""`curl-retry-missing`: cases that are more than a text."""

import pytest

from lint.cases import findings_of

RULE = "curl-retry-missing"


HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "run", "found"),
    [
        ("one failure of the network ends the build", "RUN curl https://a.b/c", ["curl"]),
        ("the number of tries is given", "RUN curl --retry 3 https://a.b/c", []),
        ("it may be joined to its option", "RUN curl --retry=3 https://a.b/c", []),
        ("a folder of settings may hold it", "ENV CURL_HOME=/etc/curl\nRUN curl https://a.b/c", []),
        ("a file of settings may hold it", "COPY .curlrc /root/\nRUN curl https://a.b/c", []),
        ("the RUN writes it into the settings", "RUN echo 'retry = 5' > ~/.curlrc && curl https://a.b/c", []),
        ("wget tries again by itself", "RUN wget https://a.b/c", []),
    ],
)
def test_tries(why, run, found):
    assert findings_of(HEAD + run, RULE) == found, why
