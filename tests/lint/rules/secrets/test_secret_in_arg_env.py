"""`secret-in-arg-env` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

DEBIAN = "FROM debian:13\n"

NAMED = "secret-in-arg-env"

USE = "RUN curl -H $TOKEN x\n"


@pytest.mark.parametrize(
    "line",
    [
        "ENV SPRING_CLOUD_GCP_CREDENTIALS_LOCATION=file:/etc/gcp/creds.json",
        "ENV AWS_SECRETS_MANAGER=enabled-here",
        "ENV SSL_KEY_STORE=keystore.p12",
        "ENV PASSWORD_PROMPT=Password",
        "ENV TOKEN_PROVIDER=oauth2-proxy",
    ],
)
def test_where_a_secret_lies_is_no_secret(line):
    assert findings_of(f"FROM debian:13\n{line}\n", "secret-in-arg-env") == []
