"""A file is a secret by its name, and by what it holds where its name leaves a doubt."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of

RULE = "copy-secret-file"
KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("server.key", KEY, True),
        ("server.pem", KEY, True),
        (".env", "DB_PASSWORD=hunter22\n", True),
        (".npmrc", "//r.io/:_authToken=abc\n", True),
        ("id_rsa", KEY, True),
        ("ffdhe4096.pem", "-----BEGIN DH PARAMETERS-----\n", False),
        ("release-2026.key", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n", False),
        (".npmrc", "save-exact=true\n", False),
        (".env", "# DB_PASSWORD=\nEMPTY=\n", False),
        ("test_resources/server.pem", KEY, False),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_by_name_and_content(tmp_path, name, content, found, alone):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(content, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    source = name if alone else "."
    assert findings_of(f"FROM alpine\nCOPY {source} /x/\n", RULE, context) == ([source] if found else [])
