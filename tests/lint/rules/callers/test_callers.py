"""What rules find in compose and bake files: the words that are underlined, through anchors, merges, extends and includes."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file

STAGES = 'FROM alpine:3.22 AS builder\nFROM alpine:3.22 AS run\nCMD ["x"]\n'
ARGS = "FROM alpine:3.22\nARG VERSION=1\nARG NAME\nRUN echo $NAME\n"
NODE = 'FROM node:24-slim\nEXPOSE 3000\nCMD ["node", "s.js"]\n'


def found(tmp_path, text: str, files: dict[str, str], rule: str, name: str = "compose.yaml") -> list[str]:
    """The words that the rule's findings stand on."""
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    file = read_caller_file(tmp_path / name, text)
    return [one.span.of(text) for one in check_caller_file(file, Settings(select=(rule,)))]


TARGET = [
    ("a stage that is there", "services: {w: {build: {context: ., target: run}}}", []),
    ("its letter case does not matter", "services: {w: {build: {context: ., target: RUN}}}", []),
    ("its number", "services: {w: {build: {context: ., target: '1'}}}", []),
    ("no stage", "services: {w: {build: {context: ., target: runn}}}", ["runn"]),
    ("in quotes, behind a picture", "x: 🐳\nservices: {w: {build: {context: ., target: 'runn'}}}", ["runn"]),
    ("with CRLF", "services:\r\n  w:\r\n    build:\r\n      context: .\r\n      target: runn\r\n", ["runn"]),
    ("behind a mark at the beginning", "\ufeffservices: {w: {build: {context: ., target: runn}}}", ["runn"]),
    ("through an anchor, once", "x: &b {context: ., target: runn}\nservices: {v: {build: *b}, w: {build: *b}}", ["runn"]),
    ("a merged map that is laid over", "x: &b {context: ., target: runn}\nservices: {w: {build: {<<: *b, target: run}}}", []),
    ("a service that extends", "services: {v: {build: {context: ., target: runn}}, w: {extends: v}}", ["runn"]),
    ("a default of a variable", "services: {w: {build: {context: ., target: '${T:-runn}'}}}", ["${T:-runn}"]),
    ("a variable that is not known", "services: {w: {build: {context: ., target: $T}}}", []),
    ("in a profile", "services: {w: {profiles: [dev], build: {context: ., target: runn}}}", ["runn"]),
    ("a remote context", "services: {w: {build: {context: 'https://x.test/a.git', target: runn}}}", []),
    ("a Dockerfile in the file itself", "services: {w: {build: {dockerfile_inline: FROM x, target: runn}}}", []),
    ("silenced above", "services:\n  w:\n    build:\n      context: .\n      # gorae: ignore=build-target-unknown\n      target: runn\n", []),
    ("silenced behind", "services:\n  w:\n    build:\n      context: .\n      target: runn # gorae: ignore=build-target-unknown 나중에\n", []),
    ("silenced in the file", "# gorae: ignore-file\nservices: {w: {build: {context: ., target: runn}}}", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in TARGET], ids=[row[0] for row in TARGET])
def test_target(tmp_path, text, words):
    assert found(tmp_path, text, {"Dockerfile": STAGES}, "build-target-unknown") == words


def test_a_word_of_another_file_is_reported_there(tmp_path):
    files = {"Dockerfile": STAGES, "base.yaml": "services: {v: {build: {context: ., target: runn}}}"}
    assert (
        found(tmp_path, "services: {w: {extends: {file: base.yaml, service: v}}}", files, "build-target-unknown") == []
    )


def test_an_override_is_looked_at_with_its_base(tmp_path):
    files = {"Dockerfile": STAGES, "compose.yaml": "services: {w: {build: .}}"}
    text = "services: {w: {build: {target: runn}}}"
    assert found(tmp_path, text, files, "build-target-unknown", "compose.override.yaml") == ["runn"]


BAKE = [
    ("a target", 'target "w" {\n  target = "runn"\n}\n', "build-target-unknown", ["runn"]),
    ("an inherited one, once", 'target "b" {\n  target = "runn"\n}\ntarget "w" {\n  inherits = ["b"]\n}\n', "build-target-unknown", ["runn"]),
    ("of a matrix", 'target "w" {\n  name = "w-${t}"\n  matrix = { t = ["run", "runn"] }\n  target = t\n}\n', "build-target-unknown", ["t"]),
    ("what only the machine knows", 'target "w" {\n  target = timestamp()\n}\n', "build-target-unknown", []),
    ("an argument", 'target "w" {\n  args = {\n    VERSON = "1"\n  }\n}\n', "build-argument-undeclared", ["VERSON"]),
    ("a Dockerfile", 'target "w" {\n  dockerfile = "Dockerfil"\n}\n', "build-dockerfile-missing", ["Dockerfil"]),
    ("a context", 'target "w" {\n  context = "nowhere"\n}\n', "build-context-missing", ["nowhere"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "words"), [row[1:] for row in BAKE], ids=[row[0] for row in BAKE])
def test_bake(tmp_path, text, rule, words):
    files = {"Dockerfile": STAGES + "ARG VERSION=1\n"}
    assert found(tmp_path, text, files, rule, "docker-bake.hcl") == words


def test_bake_in_json(tmp_path):
    text = '{"target": {"w": {"target": "runn"}}}'
    assert found(tmp_path, text, {"Dockerfile": STAGES}, "build-target-unknown", "docker-bake.json") == ["runn"]


ARGUMENT = [
    ("declared", "services: {w: {build: {context: ., args: {VERSION: 2}}}}", []),
    ("misspelt", "services: {w: {build: {context: ., args: {VERSON: 2}}}}", ["VERSON"]),
    ("in a list", "services: {w: {build: {context: ., args: [VERSON=2]}}}", ["VERSON"]),
    ("in a list, in quotes", "services: {w: {build: {context: ., args: ['VERSON=2']}}}", ["VERSON"]),
    ("without a value", "services: {w: {build: {context: ., args: [VERSON]}}}", ["VERSON"]),
    ("predefined", "services: {w: {build: {context: ., args: {HTTP_PROXY: x, BUILDKIT_INLINE_CACHE: 1}}}}", []),
    ("another service needs it", "services: {w: {build: {context: ., args: {OTHER: 2}}}, v: {build: {context: v, args: {OTHER: 2}}}}", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in ARGUMENT], ids=[row[0] for row in ARGUMENT])
def test_argument(tmp_path, text, words):
    files = {"Dockerfile": ARGS, "v/Dockerfile": "FROM alpine:3.22\nARG OTHER\n"}
    assert found(tmp_path, text, files, "build-argument-undeclared") == words


MISSING = [
    ("in FROM", "ARG V\nFROM alpine:${V}\n", ["w"]),
    ("in FROM, with a word for its absence", "ARG V\nFROM alpine:${V:-3.22}\n", []),
    ("in a path", "FROM alpine:3.22\nARG V\nCOPY $V /x\n", ["w"]),
    ("within a word of a script", "FROM alpine:3.22\nARG V\nRUN wget https://x.test/a-$V.tgz\n", ["w"]),
    ("a word alone may be nothing", "FROM alpine:3.22\nARG FLAGS\nRUN make $FLAGS\n", []),
    ("a script that asks", 'FROM alpine:3.22\nARG V\nRUN if [ -n "$V" ]; then wget https://x.test/$V; fi\n', []),
    ("a default", "FROM alpine:3.22\nARG V=1\nCOPY $V /x\n", []),
    ("a default above FROM", "ARG V=1\nFROM alpine:3.22\nARG V\nCOPY $V /x\n", []),
    ("of the platform", "FROM alpine:3.22\nARG TARGETARCH\nRUN wget https://x.test/$TARGETARCH\n", []),
    ("of a stage that is not built", "FROM alpine:3.22 AS a\nARG V\nCOPY $V /x\nFROM alpine:3.22\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("dockerfile", "words"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_missing_argument(tmp_path, dockerfile, words):
    assert found(tmp_path, "services: {w: {build: .}}", {"Dockerfile": dockerfile}, "build-argument-missing") == words


def test_an_argument_from_the_environment_is_given(tmp_path):
    text = "services: {w: {build: {context: ., args: [V]}}}"
    assert found(tmp_path, text, {"Dockerfile": "ARG V\nFROM alpine:$V\n"}, "build-argument-missing") == []


PORT = [
    ("exposed", "services: {w: {build: ., ports: ['80:3000']}}", NODE, []),
    ("another one", "services: {w: {build: ., ports: ['8080:8080']}}", NODE, ["8080:8080"]),
    ("by a map", "services: {w: {build: ., ports: [{target: 8080}]}}", NODE, ["8080"]),
    ("with a protocol", "services: {w: {build: ., ports: ['80:3000/tcp']}}", NODE, []),
    ("nothing exposed", "services: {w: {build: ., ports: ['80:80']}}", "FROM node:24-slim\n", []),
    ("a base that may expose more", "services: {w: {build: ., ports: ['80:80']}}", "FROM nginx:1.29\nEXPOSE 8080\n", []),
    ("another command", "services: {w: {build: ., ports: ['80:80'], command: [a]}}", NODE, []),
    ("a port by a variable", "services: {w: {build: ., ports: ['80:80'], environment: {PORT: 80}}}", NODE, []),
    ("a range of exposed ports", "services: {w: {build: ., ports: ['80:80']}}", "FROM node:24-slim\nEXPOSE 80-90\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dockerfile", "words"), [row[1:] for row in PORT], ids=[row[0] for row in PORT])
def test_port(tmp_path, text, dockerfile, words):
    assert found(tmp_path, text, {"Dockerfile": dockerfile}, "port-not-exposed") == words


HEALTH = [
    ("an official image", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: 'postgres:18'}}", ["service_healthy"]),
    ("with a check", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: 'postgres:18', healthcheck: {test: [CMD, a]}}}", []),
    ("switched off", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: mine, healthcheck: {disable: true}}}", ["service_healthy"]),
    ("an image of one's own", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {image: shop/db}}", []),
    ("a Dockerfile with a check", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {build: checked}}", []),
    ("a Dockerfile without", "services: {w: {image: x, depends_on: {d: {condition: service_healthy}}}, d: {build: .}}", ["service_healthy"]),
    ("started is enough", "services: {w: {image: x, depends_on: [d]}, d: {image: 'postgres:18'}}", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in HEALTH], ids=[row[0] for row in HEALTH])
def test_health(tmp_path, text, words):
    files = {"Dockerfile": STAGES, "checked/Dockerfile": "FROM alpine:3.22\nHEALTHCHECK CMD true\n"}
    assert found(tmp_path, text, files, "healthcheck-awaited") == words


COMMAND = [
    ("one word that is two", "services: {w: {build: ., entrypoint: [npm start]}}", NODE, ["npm start"]),
    ("a text is split", "services: {w: {build: ., entrypoint: npm start}}", NODE, []),
    ("a shell of Alpine", "services: {w: {build: ., command: bash -c x}}", "FROM alpine:3.22\n", ["bash -c x"]),
    ("a shell that is installed", "services: {w: {build: ., command: bash -c x}}", "FROM alpine:3.22\nRUN apk add bash\n", []),
    ("a shell of Debian", "services: {w: {build: ., command: bash -c x}}", "FROM debian:13\n", []),
    ("a shell in an empty image", "services: {w: {build: ., command: sh -c x}}", "FROM scratch\nCOPY a /a\n", ["sh -c x"]),
    ("a program that no package brought", "services: {w: {build: ., command: redis-server}}", "FROM debian:13\n", ["redis-server"]),
    ("a program that a package brought", "services: {w: {build: ., command: redis-server}}", "FROM debian:13\nRUN apt-get update && apt-get install -y redis\n", []),
    ("a start script that hands it on", "services: {w: {build: ., command: bash}}", "FROM node:24-alpine\n", ["bash"]),
    ("an entrypoint that takes it", "services: {w: {build: ., command: bash}}", 'FROM alpine:3.22\nENTRYPOINT ["x"]\n', []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dockerfile", "words"), [row[1:] for row in COMMAND], ids=[row[0] for row in COMMAND])
def test_command(tmp_path, text, dockerfile, words):
    assert found(tmp_path, text, {"Dockerfile": dockerfile}, "service-command-unstartable") == words


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


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_no_text_is_too_broken(tmp_path, cut):
    text = "x: &b {context: ., target: runn}\nservices: {v: {build: *b}, w: {build: {<<: *b, args: [A=1]}}}"
    assert isinstance(found(tmp_path, text[:cut], {"Dockerfile": STAGES}, "callers"), list)


@pytest.mark.parametrize(
    ("why", "name", "text", "files", "words"),
    [
        (
            "paths that count from the repository's folder, as with `--project-directory .`",
            "docker/compose.yaml", "services: {w: {build: {context: ., dockerfile: docker/Dockerfile}}}",
            {"docker/Dockerfile": STAGES, ".git/HEAD": ""}, [],
        ),
        (
            "a Dockerfile that is in neither place",
            "docker/compose.yaml", "services: {w: {build: {context: ., dockerfile: docker/Dockerfil}}}",
            {"docker/Dockerfile": STAGES, ".git/HEAD": ""}, ["docker/Dockerfil"],
        ),
        (
            "a folder that a tool makes, since git ignores it",
            "compose.yaml", "services: {w: {build: ./vendor/laravel/sail}}",
            {".gitignore": "/vendor\n", ".git/HEAD": ""}, [],
        ),
        (
            "a folder that git would know",
            "compose.yaml", "services: {w: {build: ./vender}}", {".gitignore": "/vendor\n", ".git/HEAD": ""}, ["./vender"],
        ),
    ],
)  # fmt: skip
def test_what_is_not_there_and_may_be_meant(tmp_path, why, name, text, files, words):
    rules = "build-dockerfile-missing" if "dockerfile:" in text else "build-context-missing"
    assert found(tmp_path, text, files, rules, name) == words, why


@pytest.mark.parametrize("port", ["9229:9229", "5005:5005", "9231:9229"])
def test_a_debuggers_port_is_exposed_by_nobody(tmp_path, port):
    text = f'services: {{w: {{build: ., ports: ["{port}"]}}}}'
    assert found(tmp_path, text, {"Dockerfile": NODE}, "port-not-exposed") == []
