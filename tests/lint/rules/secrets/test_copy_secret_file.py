"""A file is a secret by its name, and by what it holds where its name leaves a doubt."""

import pytest

from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, findings_of, fixes_of, settings_of, write_files

RULE = "copy-secret-file"

KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n"


@pytest.mark.parametrize(
    ("why", "name", "content", "found"),
    [
        ("a private key by its ending and its text", "server.key", KEY, True),
        ("a file that may be a certificate holds a key", "server.pem", KEY, True),
        ("a password in a file of variables", ".env", "DB_PASSWORD=hunter22\n", True),
        ("a token in npm's settings", ".npmrc", "//r.io/:_authToken=abc\n", True),
        ("a private key of SSH", "id_rsa", KEY, True),
        ("an example in French", "scripts/.env.exemple", "DB_PASSWORD=hunter22\n", False),
        (
            "a template that Helm fills in",
            "secrets.yaml",
            '{{ $secretName := printf "%s-passwords" .x }}\nkey: {{ .Values.key }}\n',
            False,
        ),
        (
            "a secret in a template of Helm",
            "secrets.yaml",
            "kind: Secret\ndata: {password: aHVudGVyMjI=, a: {{ .x }}}\n",
            True,
        ),
        ("parameters are no key", "ffdhe4096.pem", "-----BEGIN DH PARAMETERS-----\n", False),
        ("a public key is no secret", "release-2026.key", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n", False),
        ("npm's settings without a token", ".npmrc", "save-exact=true\n", False),
        ("a password that is commented out or empty", ".env", "# DB_PASSWORD=\nEMPTY=\n", False),
        ("a key of the tests opens nothing", "test_resources/server.pem", KEY, False),
        (
            "what docker login writes",
            "config.json",
            '{"auths": {"ghcr.io": {"auth": "bWFyeTpodW50ZXIyaHVudGVy"}}}',
            True,
        ),
        ("a program's settings of that name", "config.json", '{"auth": true, "port": 80}', False),
        ("the same for Kubernetes", ".dockerconfigjson", '{"auths": {"ghcr.io": {"auth": "bWFyeTpodW50ZXIy"}}}', True),
        (
            "a key of Google Cloud",
            "gcp-key.json",
            '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----"}',
            True,
        ),
        (
            "it is downloaded under such a name",
            "shop-421-ab12cd.json",
            '{"private_key": "-----BEGIN A", "type": "service_account"}',
            True,
        ),
        ("something else that is an account", "account.json", '{"type": "x"}', False),
        (
            "Terraform's state has each password",
            "terraform.tfstate",
            '{"resources": [{"attributes": {"password": "hunter22"}}]}',
            True,
        ),
        ("a state of nothing", "terraform.tfstate", '{"resources": []}', False),
        ("Composer's tokens", "auth.json", '{"github-oauth": {"github.com": "ghp_abcdefghij"}}', True),
        (
            "a variable in their place",
            "auth.json",
            '{"http-basic": {"r.io": {"username": "a", "password": "%env(P)%"}}}',
            False,
        ),
        (
            "a password in pip's address",
            "pip.conf",
            "[global]\nindex-url = https://mary:hunter2@pypi.example.com/simple\n",
            True,
        ),
        ("an address without one", "pip.conf", "[global]\nindex-url = https://pypi.example.com/simple\n", False),
        ("Yarn's token", ".yarnrc.yml", "npmAuthToken: 0123-4567\n", True),
        ("a variable for Yarn", ".yarnrc.yml", 'npmAuthToken: "${NPM_TOKEN}"\n', False),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_by_name_and_content(why, tmp_path, name, content, found, alone):
    write_files(tmp_path, {name: content})
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    source = name if alone else "."
    assert findings_of(f"FROM alpine\nCOPY {source} /x/\n", RULE, context) == ([source] if found else []), why


@pytest.mark.parametrize(
    ("why", "source", "files", "found"),
    [
        ("a folder with a secret in it", "keys", {"keys/id_rsa": KEY, "keys/a": "x"}, ["keys"]),
        ("a folder without one", "keys", {"keys/a": "x"}, []),
        ("a pattern that finds a secret", "id_*", {"id_rsa": KEY}, ["id_*"]),
        ("a file that is not there yet has its name", "id_rsa", {"a": "x"}, ["id_rsa"]),
        ("an example is no secret", "id_rsa_example", {"a": "x"}, []),
        ("a key of a release may be a public one", "release.key", {"a": "x"}, []),
        ("a server's key is not there yet, and is a secret by its name", "server.key", {"a": "x"}, ["server.key"]),
        ("an ordinary file", "a.txt", {"b": "x"}, []),
        ("CI writes the key before the build", "gcp-key.json", {"b": "x"}, ["gcp-key.json"]),
        ("what is ignored does not come into the image", "id_rsa", {"a": "x", ".dockerignore": "id_rsa\n"}, []),
        ("it is there and holds nothing secret", "server.key", {"server.key": "nothing\n"}, []),
        (
            "each source is looked at by itself",
            "id_rsa server.key",
            {"id_rsa": KEY, "b": "x"},
            ["id_rsa", "server.key"],
        ),
        ("two sources that hold the same file", ". keys", {"keys/id_rsa": KEY}, ["."]),
    ],
)
def test_copied_files(why, tmp_path, source, files, found):
    write_files(tmp_path, files)
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM alpine\nCOPY {source} /x/\n", RULE, context) == found, why


@pytest.mark.parametrize(
    ("why", "source", "ignore", "count"),
    [
        ("a folder goes on without the secret", ".", ".dockerignore", 1),
        ("a file that is named would be missing", "id_rsa", ".dockerignore", 0),
        ("the ignore file stands outside of the context", ".", "../Dockerfile.dockerignore", 0),
    ],
)
def test_only_a_folder_s_secret_is_put_into_the_ignore_file_of_the_context(why, tmp_path, source, ignore, count):
    folder = tmp_path / "context"
    folder.mkdir()
    (folder / "id_rsa").write_text(KEY, encoding="utf-8")
    (folder / ignore).write_text("x\n", encoding="utf-8")
    context = read_context(folder, tmp_path / "Dockerfile")
    assert [len(fixes) for fixes in fixes_of(f"FROM alpine\nCOPY {source} /x/\n", RULE, context)] == [count], why


@pytest.mark.parametrize(
    ("why", "rest", "reported"),
    [
        (
            "only the program leaves the builder",
            "FROM debian:13\nCOPY --from=a /src/app /app\n",
            ("builder", "warning"),
        ),
        ("the folder with the secret goes on", "FROM debian:13\nCOPY --from=a /src /app\n", ("", "error")),
        ("everything goes on", "FROM debian:13\nCOPY --from=a / /app\n", ("", "error")),
        ("the stage is named by its number", "FROM debian:13\nCOPY --from=0 /src/ /app\n", ("", "error")),
        ("the last stage is built on it", "FROM a\nRUN b\n", ("", "error")),
        ("nothing leaves the builder", "FROM debian:13\nRUN b\n", ("builder", "warning")),
    ],
)
def test_where_it_goes(why, tmp_path, rest, reported):
    (tmp_path / ".env").write_text("DB_PASSWORD=swordfish-1842\n")
    text = f"FROM debian:13 AS a\nCOPY . /src\n{rest}"
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    ((finding, severity),) = [(one.finding, one.severity) for one in check(parse(text), settings_of(RULE), context)]
    assert (finding.variant, severity) == reported, why


def test_what_it_is_called_in_the_image(tmp_path):
    write_files(tmp_path, {"a": "x"})
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    text = "FROM alpine\nCOPY docker-config.json /kaniko/.docker/config.json\nCOPY settings.json /etc/settings.json\n"
    assert findings_of(text, RULE, context) == ["docker-config.json"], "CI writes it before the build"


@pytest.mark.parametrize(
    ("why", "text", "count"),
    [
        ("a password for the own machine", "POSTGRES_USER=shop\nPOSTGRES_PASSWORD=shop\nJWT_SECRET=dev-secret-change-in-production\n", 0),
        ("a login in an address that is the usual one", "DATABASE_URL=postgres://postgres:postgres@db/app\n", 0),
        ("one that opens something", "POSTGRES_PASSWORD=postgres\nSTRIPE_KEY=kx82-11aa-77q\n", 1),
        ("a login in an address that opens something", "DATABASE_URL=postgres://shop:fq7-22xk-1@db/app\n", 1),
    ],
)  # fmt: skip
def test_settings_of_the_own_machine_in_a_stage_that_is_thrown_away(why, tmp_path, text, count):
    write_files(tmp_path, {"a.go": "x", "deploy/.env": text})
    source = "FROM golang:1.26 AS b\nCOPY . .\nRUN go build -o /app .\nFROM alpine:3.22\nCOPY --from=b /app /app\n"
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    found = [one for one in check(parse(source), Settings(), context) if one.rule.name == RULE]
    assert len(found) == count, why
