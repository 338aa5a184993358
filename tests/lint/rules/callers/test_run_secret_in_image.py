"""`run-secret-in-image`: a file of settings or a secret that is handed over at run time, and is copied into the image as well."""

from __future__ import annotations

import pytest

from lint.caller_cases import found

SECRET = [
    ("copied with the folder", "FROM alpine:3.22\nCOPY . /app\n", {}, ["prod.env"]),
    ("copied by name", "FROM alpine:3.22\nCOPY prod.env /app/\n", {}, ["prod.env"]),
    ("not copied", "FROM alpine:3.22\nCOPY src /app/\n", {}, []),
    ("ignored", "FROM alpine:3.22\nCOPY . /app\n", {".dockerignore": "*.env\n"}, []),
    ("only in a builder", "FROM alpine:3.22 AS b\nCOPY . /app\nFROM alpine:3.22\nCOPY --from=b /app/x /x\n", {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("dockerfile", "more", "words"), [row[1:] for row in SECRET], ids=[row[0] for row in SECRET])
def test_secret(tmp_path, dockerfile, more, words):
    files = {"Dockerfile": dockerfile, "prod.env": "A=1\n", "src/a": "x", **more}
    assert found(tmp_path, "services: {w: {build: ., env_file: prod.env}}", files, "run-secret-in-image") == words
