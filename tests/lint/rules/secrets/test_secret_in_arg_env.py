"""`secret-in-arg-env` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of, fixed

DEBIAN = "FROM debian:13\n"

MOUNTED = "RUN --mount=type=secret,id=TOKEN,env=TOKEN curl -H $TOKEN x\n"

NAMED = "secret-in-arg-env"

USE = "RUN curl -H $TOKEN x\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (DEBIAN + "ARG TOKEN\n" + USE, DEBIAN + MOUNTED),
        (DEBIAN + "ARG TOKEN\n" + USE + USE, DEBIAN + MOUNTED + MOUNTED),
        (DEBIAN + "  ARG TOKEN\n" + USE + "RUN ls $TOKENS\n", DEBIAN + MOUNTED + "RUN ls $TOKENS\n"),
        (DEBIAN + "ARG TOKEN=h7Gk2p\n" + USE, None),
        (DEBIAN + "ENV TOKEN=h7Gk2p\n" + USE, None),
        (DEBIAN + "ARG TOKEN X\n" + USE, None),
        (DEBIAN + "ARG \\\n# why\n TOKEN\n" + USE, None),
        ("ARG TOKEN\n" + DEBIAN + USE, None),
        (DEBIAN + "ARG TOKEN\n", None),
        (DEBIAN + "ARG TOKEN\nENV A=$TOKEN\n", None),
        (DEBIAN + "ARG TOKEN\n" + USE + DEBIAN + USE, None),
        (DEBIAN + USE + "ARG TOKEN\n" + USE, None),
        (DEBIAN + 'ARG TOKEN\nRUN ["curl", "$TOKEN"]\n', None),
        (DEBIAN + 'SHELL ["pwsh", "-c"]\nARG TOKEN\n' + USE, None),
        (DEBIAN + "ARG TOKEN\n" + USE + "ARG TOKEN", None),
    ],
)  # fmt: skip
def test_an_argument_becomes_a_mount(text, after):
    assert fixed(text, NAMED) == (after or text)


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
