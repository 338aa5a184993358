"""What rules find in compose and bake files: the words that are underlined, through anchors, merges, extends and includes."""

from __future__ import annotations

import pytest

from lint.caller_cases import STAGES, found

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
