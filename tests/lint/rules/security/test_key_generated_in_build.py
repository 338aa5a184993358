"""`key-generated-in-build`: private keys that are made in the build."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

RULE = "key-generated-in-build"
MADE = {
    "the host keys of an SSH server": "RUN ssh-keygen -A",
    "a key of one's own": "RUN ssh-keygen -t ed25519 -N '' -f /root/.ssh/id_ed25519",
    "a TLS key": "RUN openssl genrsa -out /etc/ssl/a.key 2048",
    "a certificate signed by itself, with its key": "RUN openssl req -x509 -nodes -newkey rsa:2048 -keyout a.key -out a.crt",
    "Laravel's key": "RUN php artisan key:generate",
}
NOT_MADE = {
    "a public key made of a private one": "RUN ssh-keygen -y -f /run/secrets/key > /etc/key.pub",
    "a fingerprint": "RUN ssh-keygen -lf /etc/ssh/key.pub",
    "a request signed by a key that is given": "RUN openssl req -new -key /run/secrets/a.key -out a.csr",
    "a key that the same RUN removes": "RUN openssl genrsa -out a.key 2048 && sign a.key && rm a.key",
    "a checksum": "RUN openssl dgst -sha256 a",
    "printed only": "RUN php artisan key:generate --show",
}


@pytest.mark.parametrize("line", MADE.values(), ids=MADE.keys())
def test_made(line: str) -> None:
    assert len(findings_of(f"FROM debian:13\n{line}\n", RULE)) == 1


@pytest.mark.parametrize("line", NOT_MADE.values(), ids=NOT_MADE.keys())
def test_not_made(line: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == []


def test_a_builder_s_key_reaches_no_image() -> None:
    assert findings_of("FROM debian:13 AS a\nRUN ssh-keygen -A\nFROM debian:13\nCOPY --from=a /app /app\n", RULE) == []
