"""Wrong words on the command line: one sentence that says what is wrong and what to write, and exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.running import gorae

if TYPE_CHECKING:
    from pathlib import Path

# The words, and what the first line says.
MISUSES = {
    "lint": "`gorae check`",
    "fix": "`gorae check --fix`",
    "fmt": "`gorae format`",
    "help": "`gorae --help`",
    "version": "`gorae --version`",
    "lsp": "`gorae server`",
    "chek": "`gorae check`",
    "Dockerfile": "`gorae check Dockerfile`",
    "check --fix=yes": "--fix takes no value",
    "check --out x": "`--output-format`",
    "check --sel DL3059": "`--select`",
    "check --fxi": "`--fix`",
    "check --select": "--select needs a value",
    "check --select ,": "--select names no rule",
    "check --stdin-filename x": "name `-` as the path",
    "check --fail-on warnings": "did you mean `warning`?",
    "check --output-format SARIF": "did you mean `sarif`?",
    "check --nonsense": "unknown argument: --nonsense",
    "check dockerfile": "dockerfile: no such file; did you mean `Dockerfile`?",
    "format --instruction-case uper": "did you mean `upper`?",
    "--langg ko check": "did you mean `--lang`?",
    "lint --help": "`gorae check`",
    "nonsense --help": "there is no command `nonsense`",
    "server --ws 0": "--ws",
    "server --stdio --tcp 5000": "--stdio",
    "rules --output-format html": "choose from text, json, markdown",
    "check --config folder": "folder: this is a directory; name a configuration file",
    "check --config /dev/null": "/dev/null: not a regular file; name a configuration file",
    "check --output-file Dockerfile Dockerfile": "Dockerfile: this file is checked",
    "check --output-file folder/../Dockerfile .": "Dockerfile: this file is checked",  # the same by another path
    "explain \x07": "\\x07",  # what a terminal would obey is written out
    "check --config nofile.toml": "nofile.toml: ",
    "check Dockerfile/": "Dockerfile/: no such file",
    "check nofile": "nofile: no such file",
    "check --show-settings nofile": "nofile: no such file",
    "check --show-files nofile": "nofile: no such file",
    "check --write-baseline a --baseline b": "--write-baseline and --baseline",
    "check --fix --add-ignores": "--fix and --add-ignores",
    "check --fail-on never": "`never`",
    "format --indent 99": "`99`",
    "format --indent x": "--indent",
    "image folder": "folder/Dockerfile: no such file",
    "init nofolder": "nofolder: there is no such directory",
    "init Dockerfile": "Dockerfile: there is no such directory",
    "rule nope": "`nope`",
    "explain": "WORD",
    "server --tcp 70000": "--tcp",
    "server --tcp -1": "--tcp",
    "server --tcp 1 --ws 2": "--ws and --tcp",
    "server --tcp 0 --stdio": "`0` is not a port; choose one from 1 to 65535",
    "server --ws x": "`x` is not a port",
    "check --unsafe-fixes": "--unsafe-fixes does nothing alone; add `--fix`",
    "check --baseline folder": "folder: a directory, where a file is expected",
    "check --write-baseline folder": "folder: cannot be written",
    "check --fail-on=": "--fail-on needs a value",
    "check --output-format=": "--output-format needs a value",
    "format compose.yaml": "compose.yaml: not a Dockerfile",
    "format .dockerignore": ".dockerignore: not a Dockerfile",
    "migrate folder": "folder: no hadolint configuration found",
    "context folder folder": "unknown argument: folder",
}


@pytest.mark.parametrize("line", MISUSES)
def test_one_sentence(tmp_path: Path, line: str) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian:13-slim\n")
    (tmp_path / "compose.yaml").write_text("services: {}\n")
    (tmp_path / ".dockerignore").write_text("a\n")
    (tmp_path / "folder").mkdir()
    done = gorae(*line.split(), cwd=tmp_path)
    first, *more = done.err.splitlines()
    assert done.code == 2
    assert MISUSES[line].lower() in first.lower(), done.err
    assert not more or (len(more) == 1 and more[0].startswith("Run `gorae")), done.err
    assert done.out == ""
    korean = gorae(*line.split(), cwd=tmp_path, LC_ALL="ko_KR.UTF-8").err
    assert any("가" <= letter <= "힣" for letter in korean.splitlines()[0]), korean


@pytest.mark.parametrize("name", ["gorae.toml", ".gorae.toml"])
def test_a_configuration_that_is_a_directory(tmp_path: Path, name: str) -> None:
    """It is not passed over: whoever made it expects its settings to count."""
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    (tmp_path / name).mkdir()
    done = gorae("check", cwd=tmp_path)
    assert (done.code, done.err.splitlines()) == (2, [f"{name}: a directory, where a file is expected."])


def test_a_directory_that_is_called_as_another_tools_file(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    (tmp_path / "pyproject.toml").mkdir()
    assert gorae("check", cwd=tmp_path).code == 0
