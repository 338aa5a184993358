"""`secret-in-arg-env` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

DEBIAN = "FROM debian:13\n"

NAMED = "secret-in-arg-env"

USE = "RUN curl -H $TOKEN x\n"


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("the name of a place", "ENV SPRING_CLOUD_GCP_CREDENTIALS_LOCATION=file:/etc/gcp/creds.json"),
        ("a switch", "ENV AWS_SECRETS_MANAGER=enabled-here"),
        ("the name of a file", "ENV SSL_KEY_STORE=keystore.p12"),
        ("a text for a person", "ENV PASSWORD_PROMPT=Password"),
        ("the name of a program", "ENV TOKEN_PROVIDER=oauth2-proxy"),
    ],
)
def test_where_a_secret_lies_is_no_secret(why, line):
    assert findings_of(f"FROM debian:13\n{line}\n", "secret-in-arg-env") == [], why


def test_a_name_of_jenkins_credentials():
    """`_PSW`, as Jenkins names what it binds; Docker's check knows it since frontend 1.29."""
    for code in ("secret-in-arg-env", "SecretsUsedInArgOrEnv"):
        assert findings_of(DEBIAN + "ENV REGISTRY_PSW=kX93hd81Qz\n", code) == ["REGISTRY_PSW"]
