"""`gorae init` writes what Gorae finds nothing in, for the project that is there; `gorae migrate` what hadolint's files mean."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import tomllib
import yaml

from cli.running import gorae

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = {
    "Python, requirements": ({"requirements.txt": "flask==3.1.0\n", "app.py": "app = 1\n", ".python-version": "3.12\n"}, "python:3.12-slim", "gunicorn"),
    "Python, uv": ({"pyproject.toml": '[project]\nname = "shop"\nrequires-python = ">=3.13"\ndependencies = ["fastapi", "uvicorn"]\n', "uv.lock": "", "main.py": ""}, "python:3.13-slim", "uvicorn"),
    "Python, project": ({"pyproject.toml": '[project]\nname = "shop"\nrequires-python = ">=3.8"\n', "main.py": ""}, "python:3.13-slim", "main.py"),
    "Django": ({"requirements.txt": "django==5.2\n", "manage.py": "", "shop/wsgi.py": ""}, "python:3.13-slim", "shop.wsgi"),
    "Node, npm": ({"package.json": '{"name": "web", "engines": {"node": ">=22"}, "scripts": {"start": "node server.js", "build": "tsc"}}', "package-lock.json": "{}", "server.js": ""}, "node:22-slim", "server.js"),
    "Node, pnpm": ({"package.json": '{"name": "web"}', "pnpm-lock.yaml": "", ".nvmrc": "v24\n", "index.js": ""}, "node:24-slim", "index.js"),
    "Node, yarn": ({"package.json": '{"main": "lib/main.js"}', "yarn.lock": "", "lib/main.js": ""}, "node:24-slim", "lib/main.js"),
    "Node, no lock": ({"package.json": "{}", "index.js": ""}, "node:24-slim", "npm install"),
    "Go": ({"go.mod": "module example.com/team/api\n\ngo 1.25.3\n", "go.sum": "", "main.go": "package main\n"}, "golang:1", "/api"),
    "Maven": ({"pom.xml": "<project><properties><java.version>21</java.version></properties></project>", "src/main/java/A.java": ""}, "eclipse-temurin:21-jre", "mvn"),
    "Gradle": ({"build.gradle.kts": "java { toolchain { languageVersion = JavaLanguageVersion.of(17) } }\n", "src/A.java": ""}, "eclipse-temurin:17-jre", "gradle"),
    "Rust": ({"Cargo.toml": '[package]\nname = "whale"\nrust-version = "1.88"\n', "Cargo.lock": "", "src/main.rs": ""}, "rust:1-slim-trixie", "/usr/local/bin/whale"),
    ".NET, web": ({"Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>', "Program.cs": ""}, "dotnet/aspnet:10.0", "Shop.dll"),
    ".NET, console": ({"Job.csproj": '<Project Sdk="Microsoft.NET.Sdk"></Project>', "Program.cs": ""}, "dotnet/runtime:10.0", "Job.dll"),
    "PHP": ({"composer.json": '{"require": {"php": "^8.3"}}', "composer.lock": "{}", "public/index.php": ""}, "php:8.3-apache", "composer install"),
    "Ruby": ({"Gemfile": 'source "https://rubygems.org"\n', "Gemfile.lock": "", ".ruby-version": "3.4.7\n", "config.ru": ""}, "ruby:3.4-slim", "rackup"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "base", "word"), PROJECTS.values(), ids=PROJECTS)
def test_gorae_finds_nothing_in_what_it_writes(tmp_path: Path, files: dict[str, str], base: str, word: str) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    done = gorae("init", cwd=tmp_path)
    assert (done.code, done.err) == (0, "Dockerfile written.\n.dockerignore written.\ncompose.yaml written.\n")
    written = (tmp_path / "Dockerfile").read_text()
    assert f"FROM {base}" in written.replace("mcr.microsoft.com/", "")
    assert word in written
    checked = gorae("check", "--fail-on", "hint", "--output-format", "concise", cwd=tmp_path)
    assert (checked.code, checked.out, checked.err) == (0, "No problems found.\n", "")
    assert gorae("format", "--check", cwd=tmp_path).code == 0
    services = yaml.safe_load((tmp_path / "compose.yaml").read_text())["services"]
    assert [service["build"] for service in services.values()] == ["."]


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module a\n")
    (tmp_path / "Dockerfile").write_text("FROM mine\n")
    (tmp_path / "docker-compose.yml").write_text("services: {}\n")
    done = gorae("init", cwd=tmp_path)
    assert done.code == 0
    assert (tmp_path / "Dockerfile").read_text() == "FROM mine\n"
    assert not (tmp_path / "compose.yaml").exists()
    assert "Dockerfile is there already" in done.err


def test_init_shows_and_writes_nothing_with_diff(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module a\n")
    assert "+FROM golang" in gorae("init", "--diff", cwd=tmp_path).out
    assert [path.name for path in tmp_path.iterdir()] == ["go.mod"]


@pytest.mark.parametrize(("words", "said"), [((), "no manifest found"), (("nowhere",), "nowhere: cannot be read")])
def test_no_project(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = gorae("init", *words, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("manifest", "text"),
    [("package.json", '{"name": "a\\nUSER root", "main": "x; rm -rf /"}'), ("go.mod", "module a/$(id)\n"), ("Cargo.toml", "broken ["), ("package.json", "[1]"), ("pyproject.toml", '[project]\nname = 1\n')],
)  # fmt: skip
def test_hostile_manifests_reach_no_command(tmp_path: Path, manifest: str, text: str) -> None:
    (tmp_path / manifest).write_text(text)
    done = gorae("init", "--diff", cwd=tmp_path)
    assert done.code == 0
    assert 'rm -rf /"' not in done.out
    assert "$(id)" not in done.out
    assert "USER root" not in done.out


HADOLINT = """\
failure-threshold: warning
ignored:
  - DL3008
  - SC2086
  - DL9999
override:
  error: [DL3007]
  info:
    - DL4006
trustedRegistries:
  - docker.io
  - "*.corp.com"
label-schema:
  maintainer: text
  version: semver
strict-labels: true
format: tty
no-color: true
"""


def test_hadolints_configuration(tmp_path: Path) -> None:
    (tmp_path / ".hadolint.yaml").write_text(HADOLINT)
    dockerfile = "# hadolint global ignore=DL3006\nFROM a\n# hadolint ignore=DL3008,SC2046 # needed\nRUN x\n# hadolint stage ignore=DL3059\nUSER b\n"
    (tmp_path / "Dockerfile").write_text(dockerfile)
    done = gorae("migrate", cwd=tmp_path)
    assert done.code == 0
    written = tomllib.loads((tmp_path / "gorae.toml").read_text())
    assert written["fail-on"] == "warning"
    assert "SC2086" in written["ignore"]
    assert len(written["ignore"]) == 3
    assert sorted(written["severity"].values()) == ["error", "information"]
    assert written["trusted-registries"] == ["docker.io", "*.corp.com"]
    assert written["label-schema"] == {"maintainer": "text", "version": "semver"}
    assert written["strict-labels"] is True
    for word in ("DL9999", "format", "no-color", "can be deleted"):
        assert word in done.err
    text = (tmp_path / "Dockerfile").read_text()
    assert text.startswith("# gorae: ignore-file=")
    assert ",SC2046 needed\nRUN x\n# hadolint stage ignore=DL3059\n" in text
    issues = gorae("check", "--show-settings", cwd=tmp_path).err
    assert [line for line in issues.splitlines() if "DL9999" not in line] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 'fail-on = "information"\n'),
        ("no-fail: true\n", "\n"),
        ("failure-threshold: style\n", 'fail-on = "hint"\n'),
    ],
)
def test_what_hadolint_fails_on(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / ".hadolint.yaml").write_text(text)
    assert gorae("migrate", cwd=tmp_path).code == 0
    assert (tmp_path / "gorae.toml").read_text() == expected


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no hadolint configuration"),
        ({".hadolint.yaml": "a: [\n"}, "not valid YAML"),
        ({".hadolint.yaml": "- a\n"}, "not valid YAML"),
        ({".hadolint.yaml": "ignored: []\n", "gorae.toml": "x"}, "left alone"),
    ],
)
def test_nothing_to_migrate(tmp_path: Path, files: dict[str, str], said: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    done = gorae("migrate", cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert all((tmp_path / name).read_text() == text for name, text in files.items())
