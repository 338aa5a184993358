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
    (".env", "A=1", True),
    (".env", "", False),
    (
        ".env",
        "VITE_API_URL=http://localhost:8000\nMAIL_HOST=http://localhost:8025\nNODE_ENV=production\nPORT=80",
        False,
    ),
    (".env", "NEXT_PUBLIC_SITE=shop\nDB_PASSWORD=swordfish", True),
    (".env", "DATABASE_URL=postgres://a:b@db/x", True),
    (".env", "HOOK=https://user:hunter2@example.com/", True),
    ("credentials", "export ClientSecret=xxxxxxxxxxxx", False),
    ("config/.env.production", "A=1", True),
    (".env.example", "A=1", False),
    (".env.sample.local", "A=1", False),
    ("tests/.env", "A=1", False),
    ("node_modules/x/.env", "A=1", False),
    ("server.pem", KEY, True),
    ("server.pem", "-----BEGIN CERTIFICATE-----", False),
    ("ca.pem", KEY, False),
    ("tls/server.key", KEY, True),
    ("strings.key", "hello", False),
    ("server.crt", KEY, False),
    ("id_rsa", KEY, True),
    ("id_rsa.pub", "ssh-rsa AAA", False),
    (".ssh/deploy", KEY, True),
    (".ssh/known_hosts", "x", False),
    (".npmrc", "//registry.npmjs.org/:_authToken=npm_1234", True),
    (".npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}", False),
    (".npmrc", "save-exact=true", False),
    (".aws/credentials", "[default]\naws_secret_access_key = abc", True),
    ("credentials.json", '{"private_key": "x"}', True),
    ("credentials.yml", "a: 1", False),
    ("secrets.yaml", "password: hunter2", True),
    ("secrets.yaml", "password: ${PASSWORD}", False),
    ("secrets.yml", "a:\n  key_base: {{KEY}}\ndevelopment:\n  key_base: development", False),
    ("store.p12", "x", True),
    ("src/env.ts", "x", False),
    ("monkey.py", "x", False),
]


@pytest.mark.parametrize(("path", "text", "secret"), SECRETS)
def test_secret_files(tmp_path, path, text, secret):
    assert secret_files(context_with(tmp_path, {path: text})) == ((path,) if secret else ())


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
