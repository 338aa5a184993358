"""`gorae init` writes what Gorae finds nothing in, for the project that is there; `gorae migrate` what hadolint's files mean."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import tomllib
import yaml

from cli.running import gorae
from cli.scaffolded import PROJECTS, write
from gorae.cli import atomic, saving

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("files", "base", "word"), PROJECTS.values(), ids=PROJECTS)
def test_gorae_finds_nothing_in_what_it_writes(tmp_path: Path, files: dict[str, str], base: str, word: str) -> None:
    write(files, tmp_path)
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
    assert "Dockerfile already exists" in done.err


def test_init_shows_and_writes_nothing_with_diff(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module a\n")
    assert "+FROM golang" in gorae("init", "--diff", cwd=tmp_path).out
    assert [path.name for path in tmp_path.iterdir()] == ["go.mod"]


def test_projects_in_folders_below_are_named(tmp_path: Path) -> None:
    write({"api/go.mod": "module a\n", "apps/web/package.json": "{}", "docs/a.md": ""}, tmp_path)
    done = gorae("init", cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        ".: no manifest found here, but in `api`, `apps/web`; name one of them, as in `gorae init api`.\n",
    )
    assert gorae("init", "apps/web", cwd=tmp_path).code == 0
    assert (tmp_path / "apps" / "web" / "Dockerfile").exists()


def test_symfony_keeps_the_defaults_that_it_starts_with(tmp_path: Path) -> None:
    write(PROJECTS["Symfony"][0], tmp_path)
    assert gorae("init", cwd=tmp_path).code == 0
    patterns = (tmp_path / ".dockerignore").read_text().splitlines()
    assert "**/.env" not in patterns
    assert "**/.env.local" in patterns


def test_hostile_places_reach_no_command(tmp_path: Path) -> None:
    write(
        {
            "pom.xml": "<modules><module>a; rm -rf /</module><module>../x</module><module>/etc</module></modules>",
            "web/package.json": '{"scripts": {"start": "next $(id)", "build": "x"}, "packageManager": "yarn@4; id", "dependencies": {"next": "1"}}',
            "rust/Cargo.toml": '[workspace]\nmembers = ["../up", "a"]\n',
            "rust/a/Cargo.toml": '[package]\nname = "a; id"\n',
            "rust/a/src/main.rs": "",
            "go/go.mod": "module x\n",
            "go/cmd/$(id)/main.go": "",
            "net/A.sln": "",
            "net/a b;id/C.csproj": "<Project/>",
        },
        tmp_path,
    )
    for folder in (".", "web", "rust", "go", "net"):
        done = gorae("init", "--diff", folder, cwd=tmp_path)
        assert done.code == 0, done.err
        assert not any(word in done.out for word in ("rm -rf /\n", "$(id)", "; id", ";id", "../")), done.out


@pytest.mark.parametrize(
    ("words", "said"), [((), "no manifest found"), (("nowhere",), "nowhere: there is no such directory")]
)
def test_no_project(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = gorae("init", *words, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("why", "manifest", "text"),
    [("a newline in the name, a command in the main file", "package.json", '{"name": "a\\nUSER root", "main": "x; rm -rf /"}'), ("a command substitution in the module's name", "go.mod", "module a/$(id)\n"), ("a manifest that is not TOML", "Cargo.toml", "broken ["), ("a manifest that is a list", "package.json", "[1]"), ("a name that is a number", "pyproject.toml", '[project]\nname = 1\n')],
)  # fmt: skip
def test_hostile_manifests_reach_no_command(why: str, tmp_path: Path, manifest: str, text: str) -> None:
    (tmp_path / manifest).write_text(text)
    done = gorae("init", "--diff", cwd=tmp_path)
    assert done.code == 0, why
    assert 'rm -rf /"' not in done.out, why
    assert "$(id)" not in done.out, why
    assert "USER root" not in done.out, why


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
    assert len(written["ignore"]) == 2  # DL9999 is no rule of Gorae: with it each check would end with exit code 2
    assert sorted(written["severity"].values()) == ["error", "information"]
    assert written["trusted-registries"] == ["docker.io", "*.corp.com"]
    assert written["label-schema"] == {"maintainer": "text", "version": "semver"}
    assert written["strict-labels"] is True
    for word in ("DL9999", "format", "no-color", "can be deleted"):
        assert word in done.err
    text = (tmp_path / "Dockerfile").read_text()
    assert text.startswith("# gorae: ignore-file=")
    assert ",SC2046 needed\nRUN x\n# hadolint stage ignore=DL3059\n" in text
    assert (gorae("check", "--show-settings", cwd=tmp_path).code, gorae("check", "--exit-zero", cwd=tmp_path).err) == (
        0,
        "",
    )


def test_the_directory_of_hadolints_configuration(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "hadolint.yml").write_text("ignored: [DL3008]\n")
    assert gorae("migrate", "a", cwd=tmp_path).code == 0
    assert (tmp_path / "a" / "gorae.toml").exists()


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("hadolint's own default is information", "", 'fail-on = "information"\n'),
        ("no-fail has no equal in the file, so nothing is written", "no-fail: true\n", "\n"),
        ("style is Gorae's hint", "failure-threshold: style\n", 'fail-on = "hint"\n'),
    ],
)
def test_what_hadolint_fails_on(why: str, tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / ".hadolint.yaml").write_text(text)
    assert gorae("migrate", cwd=tmp_path).code == 0, why
    assert (tmp_path / "gorae.toml").read_text() == expected, why


def test_a_configuration_that_is_there_is_not_migrated_over(tmp_path: Path) -> None:
    (tmp_path / ".hadolint.yaml").write_text("ignored: [DL3008]\n")
    (tmp_path / "gorae.toml").write_text("")
    done = gorae("migrate", cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        "gorae.toml: exists already and was not overwritten; run `gorae migrate --diff` to see what belongs in it.\n",
    )
    assert gorae("migrate", "--diff", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("why", "files", "said"),
    [
        ("there is no configuration", {}, "no hadolint configuration"),
        ("the configuration is broken", {".hadolint.yaml": "a: [\n"}, "not valid YAML"),
        ("the configuration is a list", {".hadolint.yaml": "- a\n"}, "not valid YAML"),
        (
            "what there is would be overwritten",
            {".hadolint.yaml": "ignored: []\n", "gorae.toml": "x"},
            "exists already",
        ),
    ],
)
def test_nothing_to_migrate(why: str, tmp_path: Path, files: dict[str, str], said: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    done = gorae("migrate", cwd=tmp_path)
    assert done.code == 2, why
    assert said in done.err, why
    assert all((tmp_path / name).read_text() == text for name, text in files.items()), why


def test_a_disk_that_is_full_midway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str, content: bytes, before: bytes | None) -> atomic.Written:
        if path.endswith("compose.yaml"):
            raise OSError(28, "No space left on device")
        return atomic.write_file(path, content, before)

    (tmp_path / "go.mod").write_text("module a\n")
    monkeypatch.setattr(saving, "write_file", full)
    done = gorae("init", cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        "compose.yaml: cannot be written (No space left on device).\nDockerfile written.\n.dockerignore written.\n",
    )
