"""What CI files and people's fingers rely on: exit codes, what is said where, and in which language."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.running import gorae
from gorae.cli.messages import texts
from gorae.cli.parser import COMMANDS, command_parser
from gorae.texts.width import width

if TYPE_CHECKING:
    from pathlib import Path

WARNING = "FROM fedora:44\nRUN sudo b\nUSER nobody\n"
INFORMATION = "FROM debian:13-slim\nRUN touch a\nRUN touch b\nUSER nobody\n"
CLEAN = "FROM scratch\n"


@pytest.mark.parametrize(
    ("why", "text", "words", "code"),
    [
        ("a warning fails by default", WARNING, (), 1),
        ("a warning is less than the error that is asked for", WARNING, ("--fail-on", "error"), 0),
        ("the level that is asked for fails itself", WARNING, ("--fail-on", "warning"), 1),
        ("--exit-zero never fails", WARNING, ("--exit-zero",), 0),
        ("information does not fail by default", INFORMATION, (), 0),
        ("information fails where it is asked for", INFORMATION, ("--fail-on", "information"), 1),
        ("the lowest level takes all above it", INFORMATION, ("--fail-on", "hint"), 1),
        ("where nothing is found, no level fails", CLEAN, ("--fail-on", "hint"), 0),
    ],
)
def test_what_fails(why: str, tmp_path: Path, text: str, words: tuple[str, ...], code: int) -> None:
    (tmp_path / "Dockerfile").write_text(text)
    done = gorae("check", "--no-shellcheck", *words, cwd=tmp_path)
    assert done.code == code, why
    assert ("-->" in done.out) is (text != CLEAN), why  # what does not fail is shown all the same


@pytest.mark.parametrize(
    ("why", "name", "configuration", "code"),
    [
        ("gorae.toml raises the level above the warning", "gorae.toml", 'fail-on = "error"', 0),
        ("gorae.toml lowers the level below the warning", "gorae.toml", 'fail-on = "hint"', 1),
        ("pyproject.toml says it in its own table", "pyproject.toml", '[tool.gorae]\nfail-on = "error"', 0),
        ("hadolint's threshold is understood", ".hadolint.yaml", "failure-threshold: error", 0),
        ("hadolint's no-fail means that nothing fails", ".hadolint.yaml", "no-fail: true", 0),
        ("hadolint's style is the lowest level", ".hadolint.yaml", "failure-threshold: style", 1),
    ],
)
def test_configurations_say_what_fails_and_the_command_line_more_loudly(
    why: str, tmp_path: Path, name: str, configuration: str, code: int
) -> None:
    (tmp_path / "Dockerfile").write_text(WARNING)
    (tmp_path / name).write_text(configuration + "\n")
    assert gorae("check", cwd=tmp_path).code == code, why
    assert gorae("check", "--fail-on", "warning", cwd=tmp_path).code == 1, why


def test_quiet_says_findings_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(WARNING)
    loud, quiet = (gorae("check", "--output-format", "concise", *words, cwd=tmp_path) for words in ((), ("-q",)))
    assert loud.out.startswith(quiet.out)
    assert quiet.out.count("\n") == 1
    assert gorae("check", "--quiet", "-", cwd=tmp_path, stdin=CLEAN) == (0, "", "")


@pytest.mark.parametrize(
    ("environment", "korean"),
    [
        pytest.param({}, False, id="no locale is English"),
        pytest.param({"LANG": "C.UTF-8"}, False, id="the C locale is English"),
        pytest.param({"LANG": "en_US.UTF-8"}, False, id="an English locale"),
        pytest.param({"LANG": "ko_KR.UTF-8"}, True, id="a Korean locale"),
        pytest.param({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False, id="LC_MESSAGES comes before LANG"),
        pytest.param({"LANG": "en_US.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, True, id="LC_ALL comes before LANG"),
    ],
)
def test_the_language_of_the_system(tmp_path: Path, environment: dict[str, str], korean: bool) -> None:
    for words in (("check", "-"), ("rules",), ("--help",), ("check", "--help"), ("check", "--nope")):
        done = gorae(*words, cwd=tmp_path, stdin=CLEAN, **environment)
        assert any("가" <= char <= "힣" for char in done.out + done.err) is korean, words


def test_the_configuration_and_the_command_line_choose_the_language(tmp_path: Path) -> None:
    (tmp_path / "gorae.toml").write_text('language = "ko"\n')
    assert gorae("check", "-", cwd=tmp_path, stdin=CLEAN).out == "찾은 문제가 없습니다.\n"
    assert gorae("check", "--lang", "en", "-", cwd=tmp_path, stdin=CLEAN).out == "No problems found.\n"
    assert gorae("--lang", "en", "check", "-", cwd=tmp_path, stdin=CLEAN).out == "No problems found.\n"
    assert "Dockerfile을 검사하고" in gorae("--help", cwd=tmp_path).out


def test_help_is_in_one_language_and_says_all(tmp_path: Path) -> None:
    for language in ("ko", "en"):
        for command in ("", "check", "context", "rule", "rules", "explain", "server"):
            text = gorae(*command.split(), "--help", "--lang", language, cwd=tmp_path).out
            assert any("가" <= char <= "힣" for char in text) is (language == "ko")
            rows = text.split("\n")
            for number, line in enumerate(rows):  # each option has words, beside it or on the next line
                if line.startswith("  -"):
                    assert "  " in line[6:] or rows[number + 1].startswith(" " * 20), line
            assert "gorae" in text
            assert "\n  0  " in text
            assert "\n  2  " in text


@pytest.mark.parametrize(
    ("why", "words", "said"),
    [
        ("a command with a letter missing", ("chek",), "did you mean `gorae check`?"),
        ("an option that there is not", ("check", "--nope"), "--nope"),
        (
            "the name that other programs have for the option",
            ("check", "--format", "json"),
            "did you mean `--output-format`?",
        ),
        ("a level that there is not", ("check", "--fail-on", "everything"), "`everything`"),
        ("a format that there is not", ("check", "--output-format", "pdf"), "`pdf`"),
        ("an option without its value", ("check", "--select"), "--select needs a value"),
        (
            "a rule's name with a letter missing",
            ("check", "--select", "run-consecutiv"),
            "did you mean `run-consecutive`?",
        ),
        ("a configuration that does not exist", ("check", "--config", "nowhere.toml"), "nowhere.toml"),
        (
            "two options that contradict each other",
            ("check", "--config", "Dockerfile", "--isolated"),
            "cannot be used together",
        ),
        ("two options that would both write the file", ("check", "--fix", "--add-ignores"), "cannot be used together"),
        ("standard input cannot be watched", ("check", "--watch", "-"), "cannot be used together"),
        ("a path that does not exist", ("check", "nowhere"), "nowhere: no such file"),
        ("a folder without a Dockerfile", ("check", "empty"), "empty: no Dockerfile"),
        ("a file that is no baseline", ("check", "--baseline", "Dockerfile"), "not a Gorae baseline"),
        ("a baseline that does not exist", ("check", "--baseline", "nowhere"), "nowhere: no such file"),
        (
            "output into a folder that does not exist",
            ("check", "--output-file", "nowhere/out"),
            "nowhere/out: cannot be written",
        ),
        ("output onto a folder", ("check", "--output-file", "empty"), "empty: cannot be written"),
        (
            "a baseline into a folder that does not exist",
            ("check", "--write-baseline", "nowhere/out"),
            "nowhere/out: cannot be written",
        ),
        ("a file that is evidently something else", ("check", "values.yaml"), "values.yaml: not a Dockerfile"),
        ("a pipe, which would be waited for", ("check", "pipe"), "pipe: not a regular file"),
        ("a command without the name that it needs", ("rule",), "missing: NAME"),
        ("a page of a rule that there is not", ("rule", "nope-nope"), "no rule `nope-nope`"),
        ("a command without the word that it explains", ("explain",), "WORD"),
        ("a port that is no number", ("server", "--tcp", "x"), "--tcp: `x` is not a port"),
        ("the file without the command", ("Dockerfile",), "did you mean `gorae check Dockerfile`?"),
        *(
            (f"an empty path for {command}", (command, ""), "a path is empty")
            for command in ("check", "format", "image", "context", "init", "migrate", "scan")
        ),
        *(
            (f"the file's text where {command} wants its name", (command, "FROM a" * 99), "name is too long")
            for command in ("check", "format", "image", "context", "init", "migrate")
        ),
        ("an empty path of a configuration", ("check", "--config", ""), "a path is empty"),
        ("a name that is longer than the system allows", ("check", "--output-file", "x" * 300), "name is too long"),
    ],
)
def test_misuse_is_a_sentence_and_2(why: str, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "Dockerfile").write_text(CLEAN)
    (tmp_path / "values.yaml").write_text("services:\n  web:\n    build: .\n")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    done = gorae(*words, cwd=tmp_path)
    assert done.code == 2, why
    assert said in done.err, why
    assert len(done.err.splitlines()) <= 2, why
    assert "Traceback" not in done.err, why


def test_a_port_in_use_is_a_sentence(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "gorae.cli.main", "server", "--tcp", str(port), "--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr == f"port {port} cannot be used (address already in use); choose another port.\n"


def test_a_file_is_checked_once_whatever_leads_to_it(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "Dockerfile").write_text(WARNING)
    words = ("d", "d/Dockerfile", "d", ".", "./d/../d/Dockerfile")
    done = gorae("check", "--output-format", "concise", "--quiet", *words, cwd=tmp_path)
    assert done.out.count("sudo-used") == 1


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "No problems found."), (1, "Found 1 problem (1 warning)."), (2, "Found 2 problems (2 warnings).")],
)
def test_plurals(tmp_path: Path, count: int, said: str) -> None:
    text = "FROM fedora:44\n" + "RUN sudo b\nUSER nobody\n" * count
    done = gorae("check", "--select", "sudo-used", "-", cwd=tmp_path, stdin=text)
    assert said in done.out


def test_what_is_excluded(tmp_path: Path) -> None:
    for path in ("Dockerfile", "a/Dockerfile", "a/b/Dockerfile", "vendor/Dockerfile", "Dockerfile.old"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(CLEAN)
    (tmp_path / "gorae.toml").write_text('exclude = ["*.old"]\nextend-exclude = ["vendor/"]\n')

    def files(*words: str) -> list[str]:
        return gorae("check", "--show-files", *words, cwd=tmp_path).out.split()

    assert files() == ["Dockerfile", "a/Dockerfile", "a/b/Dockerfile"]
    assert files("--exclude", "a/b") == ["Dockerfile", "a/Dockerfile"]
    assert files("--exclude", "a/,/Dockerfile") == []
    assert files("a", "--exclude", "b/") == ["a/Dockerfile"]
    assert files("--isolated") == [
        "Dockerfile",
        "Dockerfile.old",
        "a/Dockerfile",
        "a/b/Dockerfile",
        "vendor/Dockerfile",
    ]
    assert files("Dockerfile.old") == ["Dockerfile.old"]  # what is named is meant


def test_a_pattern_that_can_exclude_nothing(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian:13-slim\nUSER nobody\n")
    done = gorae("check", "--exclude", "[,old/", cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        "--exclude: the pattern `[` is malformed and excludes nothing; fix the pattern.\n",
    )
    (tmp_path / "gorae.toml").write_text('extend-exclude = ["a[b"]\n')
    done = gorae("check", cwd=tmp_path)
    assert (done.code, "gorae.toml: the pattern `a[b` is malformed" in done.err) == (2, True)


def test_settings_that_hold(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(CLEAN)
    (tmp_path / "gorae.toml").write_text(
        'ignore = ["sudo-used"]\nmax-lines = 70\n[per-file-ignores]\n"Docker*" = ["layout"]\n'
    )
    done = gorae("check", "--show-settings", "--ignore", "shell", cwd=tmp_path)
    assert done.code == 0
    assert 'ignore = ["sudo-used", "layout", "shell"]' in done.out
    assert "max-lines = 70" in done.out
    assert str(tmp_path / "gorae.toml") in done.out


def test_a_baseline_counts_only_what_is_new(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM fedora:44\nRUN sudo hunter2\nUSER nobody\n")
    assert gorae("check", "--write-baseline", "known.json", cwd=tmp_path).code == 0
    assert "hunter2" not in (tmp_path / "known.json").read_text()  # lines may hold secrets
    assert gorae("check", "--baseline", "known.json", cwd=tmp_path).code == 0
    (tmp_path / "Dockerfile").write_text("# moved\n\nFROM fedora:44\nRUN sudo hunter2\nRUN sudo new\nUSER nobody\n")
    done = gorae("check", "--select", "sudo-used", "--baseline", "known.json", "--output-format", "json", cwd=tmp_path)
    assert done.code == 1
    assert [row["location"]["row"] for row in json.loads(done.out)] == [5]


def test_ignores_are_added_for_all_that_is_there(tmp_path: Path) -> None:
    text = "# syntax=docker/dockerfile:1\r\nFROM debian:latest\r\nRUN a\r\nRUN sudo 고래\r\n  CMD echo $X\r\n"
    (tmp_path / "Dockerfile").write_bytes(text.encode())
    done = gorae(
        "check",
        "--select",
        "base-image-latest,sudo-used,cmd-shell-form,indentation-uneven",
        "--add-ignores",
        cwd=tmp_path,
    )
    assert done.code == 0
    written = (tmp_path / "Dockerfile").read_bytes().decode()
    assert written == (
        "# syntax=docker/dockerfile:1\r\n# gorae: ignore=base-image-latest\r\nFROM debian:latest\r\nRUN a\r\n"
        "# gorae: ignore=sudo-used\r\nRUN sudo 고래\r\n  # gorae: ignore=indentation-uneven,cmd-shell-form\r\n  CMD echo $X\r\n"
    )
    assert gorae("check", "--add-ignores", cwd=tmp_path).code == 0
    assert gorae("check", "--fail-on", "hint", cwd=tmp_path).code == 0
    again = (tmp_path / "Dockerfile").read_bytes()
    gorae("check", "--add-ignores", cwd=tmp_path)
    assert (tmp_path / "Dockerfile").read_bytes() == again


def test_watch_checks_again_after_a_change(tmp_path: Path) -> None:
    from gorae.cli import watch
    from gorae.cli.parser import command_parser

    file = tmp_path / "Dockerfile"
    file.write_text(CLEAN)
    arguments = command_parser("check", "en").parse_args([str(tmp_path)])
    texts: list[str] = []
    waits = 0

    def check(*_: object) -> int:
        texts.append(file.read_text())
        return len(texts)

    def wait(_: float) -> None:
        nonlocal waits
        waits += 1
        if waits == 2:
            file.write_text(WARNING)
        if waits == 4:
            (tmp_path / "gorae.toml").write_text("ignore = []\n")
        if waits == 6:
            raise KeyboardInterrupt

    assert watch.run(arguments, "en", check, wait=wait) == 3
    assert texts == [CLEAN, WARNING, WARNING]


def test_nothing_to_speak_with_is_no_server(tmp_path: Path) -> None:
    """A CI step of plain `gorae` has nothing on standard input: help, not a server that ends at once with 0."""
    with open(os.devnull, "rb") as nothing:
        command = [sys.executable, "-m", "gorae.cli.main"]
        done = subprocess.run(command, stdin=nothing, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "gorae check" in done.stderr


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_shows_all_its_examples_and_each_is_a_command(tmp_path: Path, command: str, language: str) -> None:
    done = gorae("--lang", language, *command.split(), "--help", cwd=tmp_path)
    examples = texts(f"help-{command or 'gorae'}-examples", language)
    assert [line for line in done.out.splitlines() if line.strip() in examples] == [f"  {one}" for one in examples]
    for example in examples:
        words = example.partition("  ")[0].partition(" < ")[0].split()
        assert words[0] == "gorae"
        if words[1] != "explain":  # which takes any words
            command_parser(words[1], "en").parse_args(words[2:])
    assert max(map(width, done.out.splitlines())) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_no_exit_code_that_the_command_never_ends_with(tmp_path: Path, command: str) -> None:
    codes = re.findall(r"^  ([012])  ", gorae(command, "--help", cwd=tmp_path).out, re.MULTILINE)
    assert codes == (["0", "1", "2"] if command in ("check", "format", "scan") else ["0", "2"])
