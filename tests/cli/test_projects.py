"""The sample projects: what is found in the files around their Dockerfiles, through each project's own way of building."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gorae.cli.main import main

PROJECTS = Path(__file__).resolve().parent.parent / "projects"
RULES = "callers,dockerignore-pattern-invalid,dockerignore-pattern-duplicate,dockerignore-pattern-overridden,dockerignore-pattern-misses"

# `FILE:ROW WORD RULE`, the word that is underlined.
FOUND = {
    "python-web": [
        ".dockerignore:5 readme.md dockerignore-pattern-misses",
        "compose.yaml:8 APP_VERSON build-argument-undeclared",
        "compose.yaml:9 8080:8080 port-not-exposed",
        "compose.yaml:13 service_healthy healthcheck-awaited",
        "compose.yaml:18 tests build-target-unknown",
    ],
    "node-monorepo": [
        ".dockerignore:1 node_modules dockerignore-pattern-misses",
        ".dockerignore:3 dist # build output dockerignore-pattern-misses",
        "docker-bake.hcl:22 apii build-target-unknown",
    ],
    "go-service": [
        ".dockerignore:3 !cmd dockerignore-pattern-overridden",
        ".dockerignore:5 Makefile dockerignore-pattern-duplicate",
        "compose.yaml:10 sh service-command-unstartable",
    ],
    "java-gradle": [
        ".dockerignore:4 !build dockerignore-pattern-overridden",
        "compose.yaml:3 Dockerfil build-dockerfile-missing",  # an anchor that two services share: reported once
    ],
    "model-server": [
        "docker-bake.json:4 server build-argument-missing",
        "docker-bake.json:4 CUDAA build-argument-undeclared",
    ],
    "windows": [
        ".dockerignore:2 app\\logs dockerignore-pattern-invalid",
        "compose.yaml:5 final build-target-unknown",
    ],
    "five-services": [
        "compose.yaml:15 4000:4001 port-not-exposed",
        "compose.yaml:18 service_healthy healthcheck-awaited",  # of `cache`; `db` of the included file has a check
        "compose.yaml:23 job build-target-unknown",
        "compose.yaml:24 node jobs.js service-command-unstartable",
    ],
}


@pytest.mark.parametrize("project", FOUND)
def test_projects(project, capsys, monkeypatch):
    monkeypatch.chdir(PROJECTS / project)
    main(["check", "--select", RULES, "--output-format", "json", "."])
    rows = []
    for one in json.loads(capsys.readouterr().out):
        line = Path(one["filename"]).read_text(encoding="utf-8").split("\n")[one["location"]["row"] - 1]
        word = line[one["location"]["column"] - 1 : one["end_location"]["column"] - 1]
        rows.append(f"{one['filename']}:{one['location']['row']} {word} {one['code']}")
    assert rows == FOUND[project]


@pytest.mark.parametrize(
    ("why", "project", "dockerfile", "root"),
    [
        ("the Dockerfile lies below the context", "go-service", "build/Dockerfile", "."),
        ("one of several Dockerfiles in a folder of their own", "node-monorepo", "docker/node.Dockerfile", "."),
    ],
)
def test_what_is_sent(why, project, dockerfile, root, capsys, monkeypatch):
    monkeypatch.chdir(PROJECTS / project)
    assert main(["context", dockerfile, "--output-format", "json"]) == 0, why
    of_dockerfile = json.loads(capsys.readouterr().out)
    assert main(["context", root, "--output-format", "json"]) == 0, why
    assert of_dockerfile == json.loads(capsys.readouterr().out), why
