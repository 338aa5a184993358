"""A file is a secret by its name, and by what it holds where its name leaves a doubt."""

import pytest

from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, findings_of, fixes_of, settings_of, write_files

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
    write_files(tmp_path, {name: content})
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    source = name if alone else "."
    assert findings_of(f"FROM alpine\nCOPY {source} /x/\n", RULE, context) == ([source] if found else [])


@pytest.mark.parametrize(
    ("source", "files", "found"),
    [
        ("keys", {"keys/id_rsa": KEY, "keys/a": "x"}, ["keys"]),
        ("keys", {"keys/a": "x"}, []),
        ("id_*", {"id_rsa": KEY}, ["id_*"]),
        ("id_rsa", {"a": "x"}, ["id_rsa"]),
        ("id_rsa_example", {"a": "x"}, []),
        ("release.key", {"a": "x"}, []),
        ("server.key", {"a": "x"}, ["server.key"]),
        ("a.txt", {"b": "x"}, []),
        ("id_rsa", {"a": "x", ".dockerignore": "id_rsa\n"}, []),
        ("server.key", {"server.key": "nothing\n"}, []),
        ("id_rsa server.key", {"id_rsa": KEY, "b": "x"}, ["id_rsa", "server.key"]),
    ],
)
def test_copied_files(tmp_path, source, files, found):
    write_files(tmp_path, files)
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM alpine\nCOPY {source} /x/\n", RULE, context) == found


@pytest.mark.parametrize(
    ("source", "ignore", "count"),
    [(".", ".dockerignore", 1), ("id_rsa", ".dockerignore", 0), (".", "../Dockerfile.dockerignore", 0)],
)
def test_only_a_folder_s_secret_is_put_into_the_ignore_file_of_the_context(tmp_path, source, ignore, count):
    folder = tmp_path / "context"
    folder.mkdir()
    (folder / "id_rsa").write_text(KEY, encoding="utf-8")
    (folder / ignore).write_text("x\n", encoding="utf-8")
    context = read_context(folder, tmp_path / "Dockerfile")
    assert [len(fixes) for fixes in fixes_of(f"FROM alpine\nCOPY {source} /x/\n", RULE, context)] == [count]


@pytest.mark.parametrize(
    ("rest", "reported"),
    [
        ("FROM debian:13\nCOPY --from=a /src/app /app\n", ("builder", "warning")),
        ("FROM debian:13\nCOPY --from=a /src /app\n", ("", "error")),
        ("FROM debian:13\nCOPY --from=a / /app\n", ("", "error")),
        ("FROM debian:13\nCOPY --from=0 /src/ /app\n", ("", "error")),
        ("FROM a\nRUN b\n", ("", "error")),
        ("FROM debian:13\nRUN b\n", ("builder", "warning")),
    ],
)
def test_where_it_goes(tmp_path, rest, reported):
    (tmp_path / ".env").write_text("DB_PASSWORD=swordfish-1842\n")
    text = f"FROM debian:13 AS a\nCOPY . /src\n{rest}"
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    ((finding, severity),) = [(one.finding, one.severity) for one in check(parse(text), settings_of(RULE), context)]
    assert (finding.variant, severity) == reported
