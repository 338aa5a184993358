"""What a context holds that an image has no use for."""

import pytest

from gorae.context import languages, read_context, secret_files, suggested_ignores, unwanted

KEY = "-----BEGIN RSA PRIVATE KEY-----\nMII\n"


def context_with(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return read_context(root, None)


SECRETS = [
    ("an environment file may hold anything", ".env", "A=1", True),
    ("an empty file holds nothing", ".env", "", False),
    (
        "public addresses, modes and ports are no secrets",
        ".env",
        "VITE_API_URL=http://localhost:8000\nMAIL_HOST=http://localhost:8025\nNODE_ENV=production\nPORT=80",
        False,
    ),
    ("one password among public values", ".env", "NEXT_PUBLIC_SITE=shop\nDB_PASSWORD=swordfish", True),
    ("a user and a password in a database's address", ".env", "DATABASE_URL=postgres://a:b@db/x", True),
    ("a password in a web address", ".env", "HOOK=https://user:hunter2@example.com/", True),
    ("a placeholder of one letter is no secret", "credentials", "export ClientSecret=xxxxxxxxxxxx", False),
    ("the environment of production", "config/.env.production", "A=1", True),
    (
        "switches and a path, which are for everyone to see",
        ".env.production",
        "VITE_A=/\nUSE_API=false\nBASE=/app/\n",
        False,
    ),
    ("an example to be copied", ".env.example", "A=1", False),
    ("a sample, whatever stands behind it", ".env.sample.local", "A=1", False),
    ("the environment of the tests", "tests/.env", "A=1", False),
    ("what a package brings with it", "node_modules/x/.env", "A=1", False),
    ("a private key in PEM", "server.pem", KEY, True),
    ("a certificate is public", "server.pem", "-----BEGIN CERTIFICATE-----", False),
    ("the certificates of an authority, whatever is in them", "ca.pem", KEY, False),
    ("a private key by its ending and its text", "tls/server.key", KEY, True),
    ("translations that have the same ending", "strings.key", "hello", False),
    ("a certificate's ending, whatever is in it", "server.crt", KEY, False),
    ("a private key of SSH", "id_rsa", KEY, True),
    ("a public key of SSH", "id_rsa.pub", "ssh-rsa AAA", False),
    ("a private key in the folder of SSH", ".ssh/deploy", KEY, True),
    ("the hosts that SSH knows are public", ".ssh/known_hosts", "x", False),
    ("a token for npm's registry", ".npmrc", "//registry.npmjs.org/:_authToken=npm_1234", True),
    ("a token that a variable brings", ".npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}", False),
    ("npm's settings without a token", ".npmrc", "save-exact=true", False),
    ("keys of AWS", ".aws/credentials", "[default]\naws_secret_access_key = abc", True),
    ("a service account's private key", "credentials.json", '{"private_key": "x"}', True),
    ("credentials without a key that looks like one", "credentials.yml", "a: 1", False),
    ("a password in a file of secrets", "secrets.yaml", "password: hunter2", True),
    ("a password that a variable brings", "secrets.yaml", "password: ${PASSWORD}", False),
    (
        "templates and the values of development",
        "secrets.yml",
        "a:\n  key_base: {{KEY}}\ndevelopment:\n  key_base: development",
        False,
    ),
    ("a key store is a secret by its ending", "store.p12", "x", True),
    ("a source that is called env", "src/env.ts", "x", False),
    ("a source whose name contains key", "monkey.py", "x", False),
]


@pytest.mark.parametrize(("why", "path", "text", "secret"), SECRETS)
def test_secret_files(why, tmp_path, path, text, secret):
    assert secret_files(context_with(tmp_path, {path: text})) == ((path,) if secret else ()), why


def test_unwanted(tmp_path):
    context = context_with(tmp_path, {
        ".git/objects/ab": "x" * 900, "package.json": "{}", "node_modules/a/node_modules/b/x.js": "y" * 500,
        "web/node_modules/c.js": "z" * 100, "dist/app.js": "w" * 50, "docs/dist/x": "", "src/a.js": "", ".env": "A=1",
    })  # fmt: skip
    assert [(row.pattern, row.path, row.bytes, row.number) for row in unwanted(context)] == [
        (".git", ".git", 900, 1),
        ("**/node_modules", "node_modules", 600, 2),
        ("dist", "dist", 50, 1),
        ("**/.env", ".env", 3, 1),
    ]
    assert suggested_ignores(context) == (".git", "**/.env", "**/node_modules", "dist")


PROOFS = [
    ("a folder named dist without a project is someone's own", ["dist/x"], ()),
    ("a folder named target without a project too", ["target/x"], ()),
    ("Rust", ["Cargo.toml", "target/debug/x"], ("target",)),
    ("Maven, below", ["api/pom.xml", "api/target/x.jar"], ("api/target",)),
    ("C#", ["App/App.csproj", "App/bin/x.dll", "App/obj/y"], ("App/bin", "App/obj")),
    ("bin of something else", ["bin/run.sh"], ()),
    ("a virtual environment by its file", ["venv/pyvenv.cfg", "venv/x"], ("venv",)),
    ("venv of something else", ["venv/x"], ()),
    ("Python's caches", ["a/__pycache__/x.pyc", "b/__pycache__/y.pyc", "c.pyc"], ("**/*.pyc", "**/__pycache__")),
    ("an installed package", ["shop.egg-info/PKG-INFO"], ("**/*.egg-info",)),
]


@pytest.mark.parametrize(("paths", "patterns"), [row[1:] for row in PROOFS], ids=[row[0] for row in PROOFS])
def test_proofs(tmp_path, paths, patterns):
    assert suggested_ignores(context_with(tmp_path, dict.fromkeys(paths, "x"))) == patterns


def test_languages(tmp_path):
    assert languages(
        context_with(tmp_path, dict.fromkeys(["web/package.json", "go.mod", "x.py", "node_modules/a/setup.py"], ""))
    ) == ("go", "node")


def test_languages_by_sources(tmp_path):
    assert languages(context_with(tmp_path, dict.fromkeys(["a.py", "b.py", "c.rb"], ""))) == ("python", "ruby")
