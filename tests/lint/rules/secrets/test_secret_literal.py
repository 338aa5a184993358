"""`secret-literal`: secrets by their shape, and passwords by the option that takes them. All values here are made up."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

RULE = "secret-literal"
HEX = "9f3b7c1e5d8a2046" * 4
FOUND = {
    "curl's user and password": ("RUN curl -u bot:k9Fz4Qw8Lr2T https://a.internal/x", "k9Fz4Qw8Lr2T"),
    "curl's, in quotes": ('RUN curl --user "bot:k9Fz4Qw8Lr2T" https://a.internal/x', "k9Fz4Qw8Lr2T"),
    "a header": ('RUN curl -H "Authorization: Bearer k9Fz4Qw8Lr2Tx7" https://a.internal/x', "k9Fz4Qw8Lr2Tx7"),
    "a header with a basic login": (
        "RUN wget --header='Authorization: Basic Ym90Oms5Rno0UXc4' https://a.internal",
        "Ym90Oms5Rno0UXc4",
    ),
    "a login at a registry": ("RUN docker login -u bot -p k9Fz4Qw8Lr2T registry.internal", "k9Fz4Qw8Lr2T"),
    "wget's password": ("RUN wget --http-password=k9Fz4Qw8Lr2T https://a.internal/x", "k9Fz4Qw8Lr2T"),
    "a database's": ("HEALTHCHECK CMD mysqladmin ping -uroot -pk9Fz4Qw8Lr2T", "k9Fz4Qw8Lr2T"),
    "the hash of an account": ("RUN useradd -m -p '$6$salt$k9Fz4Qw8Lr2T' app", "$6$salt$k9Fz4Qw8Lr2T"),
    "an account's password, as it is": ("RUN useradd -p secret app", "secret"),
    "a token of Databricks": (f"ENV T=dapi{HEX[:32]}", f"dapi{HEX[:32]}"),
    "a key of Twilio": (f"ENV T=SK{HEX[:32]}", f"SK{HEX[:32]}"),
    "Azure's storage": (f"ENV T=AccountKey={'aB3' * 28}xy==", f"AccountKey={'aB3' * 28}xy=="),
    "a token in npm's settings": ("RUN npm config set //r.internal/:_authToken=k9Fz4Qw8Lr2T", "k9Fz4Qw8Lr2T"),
    "a login of Composer's": ("RUN composer config -g http-basic.r.internal bot k9Fz4Qw8Lr2T", "k9Fz4Qw8Lr2T"),
    "a login of Poetry's": ("RUN poetry config http-basic.r bot k9Fz4Qw8Lr2T", "k9Fz4Qw8Lr2T"),
    "a source of NuGet's": (
        "RUN dotnet nuget add source https://r.internal -n r -u bot -p k9Fz4Qw8Lr2T",
        "k9Fz4Qw8Lr2T",
    ),
    "a signed token": (
        "ENV T=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib3QifQ.k9Fz4Qw8Lr2Tx7Yb",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib3QifQ.k9Fz4Qw8Lr2Tx7Yb",
    ),
}
SILENT = {
    "a variable": 'RUN curl -u "bot:$TOKEN" https://a.internal/x',
    "a user alone, whose password is asked for": "RUN curl -u bot https://a.internal/x",
    "a header from a variable": 'RUN curl -H "Authorization: Bearer $TOKEN" https://a.internal/x',
    "a header from a file": 'RUN curl -H "Authorization: Bearer $(cat /run/secrets/t)" https://a.internal/x',
    "a password from standard input": "RUN docker login -u bot --password-stdin registry.internal < /run/secrets/t",
    "npm's token from a variable": "RUN npm config set //r.internal/:_authToken=$NPM_TOKEN",
    "Composer's from a variable": "RUN composer config http-basic.r.internal bot $TOKEN",
    "a placeholder": "RUN curl -u user:password https://a.internal/x",
    "the port of a login": "RUN ssh -p 2222 bot@a.internal",
    "-u of another program": "RUN sort -u a:b",
    "an account without password": "RUN useradd -m -s /bin/bash app",
    "a database asked for its password": "RUN mysql -u root -p < /tmp/x.sql",
    "a number that is no token": "ENV V=SK123456",
}


@pytest.mark.parametrize(("line", "word"), FOUND.values(), ids=FOUND.keys())
def test_found(line: str, word: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == [word]


@pytest.mark.parametrize("line", SILENT.values(), ids=SILENT.keys())
def test_silent(line: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == []
