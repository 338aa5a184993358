"""Which names of variables say that a secret is in them."""

import pytest

from gorae.facts.secrets import names_secret


@pytest.mark.parametrize(
    ("why", "names"),
    [
        ("what it is stands last", "DB_PASSWORD GITHUB_TOKEN JWT_SECRET OPENAI_API_KEY AWS_SESSION_TOKEN"),
        ("as programs in Java and JavaScript write them", "dbPassword accessToken clientSecret cfconfig_adminPassword"),
        ("passwords of databases go by short names", "DB_PWD MYSQL_PWD PGPASSWORD ROOTPW PG_PASS TRUSTSTORE_PASS"),
        ("something of the secret stands behind it", "SECRET_KEY_BASE TOKENS_JSON"),
    ],
)
def test_names_of_secrets(why, names):
    assert [name for name in names.split() if not names_secret(name)] == [], why


@pytest.mark.parametrize(
    ("why", "names"),
    [
        (
            "where it lies, or how long it lasts",
            "TOKEN_URL PASSWORD_FILE SECRET_NAME tokenUrl TOKEN_LIFETIME PASSWORD_HASHERS",
        ),
        ("what people are asked with", "PASSWORD_PROMPT PASSWORD_PROMPT_STRING"),
        (
            "a language model counts in tokens",
            "MAX_TOKENS OPENAI_MAX_TOKENS CONTEXT_TOKENS TOKENS_PER_MINUTE TOKEN_BUDGET",
        ),
        (
            "switches of database images",
            "ALLOW_EMPTY_PASSWORD MYSQL_RANDOM_ROOT_PASSWORD REQUIRE_PASSWORD DISABLE_AUTH_TOKEN",
        ),
        ("anybody may have it", "PUBLIC_KEY NEXT_PUBLIC_API_KEY TOKEN_SYMBOL TOKEN_ADDRESS"),
        ("the directory, and words that end alike", "PWD OLD_PWD COMPASS BYPASS"),
    ],
)
def test_names_that_only_have_to_do_with_one(why, names):
    assert [name for name in names.split() if names_secret(name)] == [], why
