"""`run-secret-in-image`: a file of settings or a secret that is handed over at run time, and is copied into the image as well."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file


def found(tmp_path, text: str, files: dict[str, str], rule: str, name: str = "compose.yaml") -> list[str]:
    """The words that the rule's findings stand on."""
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    file = read_caller_file(tmp_path / name, text)
    return [one.span.of(text) for one in check_caller_file(file, Settings(select=(rule,)))]


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
