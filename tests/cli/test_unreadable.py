"""What cannot be read or written is one sentence that names it, the exit code is 2, and all else is done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.running import gorae
from gorae.cli import atomic, check_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WARNING = "FROM debian:13-slim\nRUN sudo b\nUSER nobody\n"
RUNS = "FROM debian:13-slim\nRUN touch a\nRUN touch b\nUSER nobody\n"


# Root may read everything; without these two capabilities it is like anybody else.
DROPPED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
needs_rights = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None,
    reason="root may read everything, and nothing takes that away",
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose rights are given back, so that it can be deleted."""
    yield tmp_path
    subprocess.run(["chmod", "-R", "u+rwX", str(tmp_path)], check=True)


def as_somebody(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs `gorae` as a user for whom rights count."""
    command = [*DROPPED, sys.executable, "-m", "gorae.cli.main", *words]
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment, timeout=60, check=False)


def lay(folder: Path, *closed: str, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for name in closed:
        (folder / name).chmod(0)


CASES = {
    "a Dockerfile": (("Dockerfile",), {"Dockerfile": RUNS}),
    "a folder below": (("a",), {"a__Dockerfile": RUNS}),
    "an ignore file": ((".dockerignore",), {"_dockerignore": "x\n"}),
    "an ignore file of one Dockerfile": (("ok.Dockerfile.dockerignore",), {"ok_Dockerfile_dockerignore": "x\n"}),
    "a configuration": (("gorae.toml",), {"gorae_toml": "ignore = []\n"}),
    "a hadolint configuration": ((".hadolint.yaml",), {"_hadolint_yaml": "ignored: []\n"}),
    "a compose file": (("compose.yaml",), {"compose_yaml": "services: {}\n"}),
    "a bake file": (("docker-bake.hcl",), {"docker-bake_hcl": ""}),
    "a context that compose names": (
        ("shut",), {"compose_yaml": "services:\n  w:\n    build:\n      context: shut\n      dockerfile: ../ok.Dockerfile\n", "shut__x": ""},
    ),
}  # fmt: skip


@needs_rights
@pytest.mark.parametrize(("closed", "texts"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("words", [(), ("--fix",)], ids=["check", "fix"])
def test_what_may_not_be_read(
    folder: Path, closed: tuple[str, ...], texts: dict[str, str], words: tuple[str, ...]
) -> None:
    lay(folder, *closed, **texts, ok_Dockerfile=WARNING)
    done = as_somebody("check", *words, "--output-format", "concise", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == f"{closed[0]}: cannot be read (Permission denied); check its permissions.\n"
    assert "sudo-used" in done.stdout


@needs_rights
def test_a_compose_file_that_names_a_context_behind_a_closed_folder(folder: Path) -> None:
    compose = "services:\n  w:\n    build:\n      context: shut/inner\n      dockerfile: ../../ok.Dockerfile\n"
    lay(folder, "shut", compose_yaml=compose, shut__inner__x="", ok_Dockerfile=WARNING)
    done = as_somebody("check", "--output-format", "concise", cwd=folder)
    assert "sudo-used" in done.stdout
    assert "Traceback" not in done.stderr


@needs_rights
def test_a_folder_in_which_nothing_may_be_written(folder: Path) -> None:
    lay(folder, shut__Dockerfile=RUNS, open__Dockerfile=RUNS)
    (folder / "shut").chmod(0o555)
    done = as_somebody("check", "--fix", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == "shut/Dockerfile: cannot be written (Permission denied); it was not changed.\n"
    assert (folder / "shut" / "Dockerfile").read_text() == RUNS
    assert (folder / "open" / "Dockerfile").read_text() != RUNS
    assert "Fixed 1 problem in 1 file." in done.stdout
    assert "run-consecutive" in done.stdout  # it is still there


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "Dockerfile").write_text(RUNS)
    monkeypatch.setattr(os, "fsync", full)
    done = gorae("check", "--fix", cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        "Dockerfile: cannot be written (No space left on device); it was not changed.\n",
    )
    assert (tmp_path / "Dockerfile").read_text() == RUNS
    assert "Fixed" not in done.out


def test_a_file_that_somebody_saves_meanwhile_is_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text(RUNS)
    (tmp_path / "other.Dockerfile").write_text(RUNS)
    real = check_file.save

    def save(changes, language):  # type: ignore[no-untyped-def]
        if changes[-1].path == "Dockerfile":
            file.write_text("FROM theirs\n")
        return real(changes, language)

    monkeypatch.setattr(check_file, "save", save)
    done = gorae("check", "--fix", cwd=tmp_path)
    assert done.code == 2
    assert done.err == "Dockerfile: changed during the check, so Gorae did not write it; run Gorae again.\n"
    assert file.read_text() == "FROM theirs\n"
    assert (tmp_path / "other.Dockerfile").read_text() != RUNS


def test_hard_links_are_reported(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(RUNS)
    os.link(tmp_path / "Dockerfile", tmp_path / "twin")
    done = gorae("check", "--fix", "Dockerfile", cwd=tmp_path)
    assert (done.code, done.err) == (0, "Dockerfile: 1 other hard link to the file still has the old text.\n")


def test_two_runs_at_once_have_one_result(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(RUNS)
    command = [sys.executable, "-m", "gorae.cli.main", "check", "--fix", "Dockerfile"]
    runs = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for run in runs:
        run.communicate(timeout=60)
    assert [run.returncode for run in runs] == [0, 0]
    assert (tmp_path / "Dockerfile").read_text() == "FROM debian:13-slim\nRUN touch a \\\n    && touch b\nUSER nobody\n"
    assert [path.name for path in tmp_path.iterdir()] == ["Dockerfile"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "cp949"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = WARNING + ("# é\n" if encoding == "latin-1" else "# 고래\n")
    (tmp_path / "Dockerfile").write_bytes(text.encode(encoding))
    (tmp_path / "ok.Dockerfile").write_text(WARNING)
    done = gorae("check", "--output-format", "concise", cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith("Dockerfile: ")
    assert done.err.endswith("save it as UTF-8.\n")
    assert done.out.startswith("ok.Dockerfile:2:")


# What is no text, and a word of the sentence on it.
NO_TEXT = {
    "a binary file of few NULs": (b"FROM  debian:13-slim\nRUN  cd /srv\n# \0\n", "byte 37 is NUL"),
    "a NUL far behind": (b"FROM  debian:13-slim\n" + b"# x\n" * 30_000 + b"RUN  cd /\0\n", "is NUL"),
    "a program": (b"\x7fELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0" + b"code" * 50, "is NUL"),
    "an archive": (b"PK\3\4\x14\0\x08\x08\x08\0" + bytes(range(128, 256)), "is NUL"),
    "UTF-16 with a mark": ("FROM  debian\n".encode("utf-16"), "UTF-16"),
    "UTF-16 without": ("FROM  debian\n".encode("utf-16-le"), "UTF-16"),
    "UTF-16 in Hangul alone": ("﻿고래".encode("utf-16-be"), "UTF-16"),
    "a Korean legacy encoding": ("FROM  debian\n# 고래\n".encode("euc-kr"), "byte 16"),
    "half a character": (b"FROM  debian\n# \xea\xb3", "byte 16"),
    "a surrogate": (b"FROM  debian\n# \xed\xa0\x80\n", "byte 16"),
}


@pytest.mark.parametrize("what", NO_TEXT)
@pytest.mark.parametrize(
    "words",
    [
        "check",
        "check --fix --unsafe-fixes",
        "check --add-ignores",
        "format",
        "format --diff",
        "image",
        "migrate",
    ],
)
def test_what_is_no_text_is_left_alone(tmp_path: Path, what: str, words: str) -> None:
    """One sentence, exit code 2, and every byte as it was."""
    content, word = NO_TEXT[what]
    file = tmp_path / "Dockerfile"
    file.write_bytes(content)
    (tmp_path / ".hadolint.yaml").write_text("ignored: [DL3008]\n")
    named = [] if words == "migrate" else ["Dockerfile"]
    done = gorae(*words.split(), *named, cwd=tmp_path)
    assert file.read_bytes() == content
    assert done.code == 2, done
    reported = [line for line in done.err.splitlines() if line.startswith("Dockerfile: ")]
    assert len(reported) == 1, done
    assert word in reported[0]


@pytest.mark.parametrize("what", NO_TEXT)
@pytest.mark.parametrize("words", ["check --fix -", "format -"])
def test_so_is_standard_input(tmp_path: Path, what: str, words: str) -> None:
    content, word = NO_TEXT[what]
    done = gorae(*words.split(), cwd=tmp_path, stdin=content)
    assert (done.code, done.out) == (2, "")
    assert word in done.err
    assert done.err.count("\n") == 1


def test_hadolints_file_is_no_text(tmp_path: Path) -> None:
    (tmp_path / ".hadolint.yaml").write_bytes("ignored: [DL3008]\n".encode("utf-16"))
    done = gorae("migrate", cwd=tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "UTF-16" in done.err
    assert not (tmp_path / "gorae.toml").exists()


def test_pipes_devices_and_endless_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM scratch\nCOPY secret zero /\n")
    for name in (".dockerignore", "compose.yaml", "gorae.toml", "docker-bake.hcl"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "zero.Dockerfile").symlink_to("/dev/zero")
    done = gorae("check", cwd=tmp_path)
    assert done.code == 2
    assert sorted(line.split(":")[0] for line in done.err.splitlines()) == [
        ".dockerignore", "compose.yaml", "docker-bake.hcl", "gorae.toml",
    ]  # fmt: skip
    assert gorae("check", "zero.Dockerfile", cwd=tmp_path).code == 2


NAME = os.fsdecode(b"a\xff\x1b[31m\n.Dockerfile")


@pytest.mark.parametrize(
    "kind", ["full", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"]
)
@pytest.mark.parametrize("to_file", [False, True], ids=["terminal", "file"])
def test_a_name_that_is_no_utf8_and_holds_control_characters(tmp_path: Path, kind: str, to_file: bool) -> None:
    try:
        (tmp_path / NAME).write_text(WARNING)
    except OSError:
        pytest.skip("this file system has UTF-8 names alone")
    words = ("--output-file", "out") if to_file else ()
    done = gorae("check", "--output-format", kind, "--no-shellcheck", *words, cwd=tmp_path)
    assert (done.code, done.err) == (1, "")
    text = (tmp_path / "out").read_bytes().decode() if to_file else done.out
    assert "\x1b" not in text
    if kind in ("full", "concise"):
        assert "a\\xff\\x1b[31m" in text
    if kind in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(text)
        assert "\\ud" not in text
    if kind == "sarif":
        assert "a%FF%1B%5B31m%0A.Dockerfile" in text


def test_text_of_the_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    hostile = "FROM debian:13-slim\nRUN sudo \x1b]0;owned\x07\x1b[2J \u202egnp.exe \x9b31m\n\tUSER nobody\n"
    (tmp_path / "Dockerfile").write_text(hostile)
    for words in ((), ("--diff", "--unsafe-fixes"), ("--select", "all"), ("--statistics",)):
        done = gorae("check", *words, cwd=tmp_path, FORCE_COLOR="1")
        shown = done.out.replace("\x1b[0m", "")
        for tone in ("1", "31", "32", "33", "34", "36", "90"):
            shown = shown.replace(f"\x1b[{tone}m", "")
        assert not set(shown) & set("\x1b\x07\x9b\u202e"), words


def test_the_marks_stand_under_the_words_behind_what_is_written_out(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian:13-slim\nRUN echo \x1b[2J && sudo b\nUSER nobody\n")
    rows = gorae("check", "--select", "sudo-used", cwd=tmp_path).out.split("\n")
    assert rows[2].index("sudo") == rows[3].index("^^^^")


def test_a_killed_fix_leaves_no_file_that_the_next_check_reads(tmp_path: Path) -> None:
    (tmp_path / f"{atomic.PREFIX}x{atomic.SUFFIX}").write_text(WARNING)
    assert gorae("check", cwd=tmp_path).err.startswith(".: no Dockerfile")


def test_names_in_lists_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\nb").write_text("")
    (tmp_path / "Dockerfile").write_text("FROM debian:13 AS \x1b[2J\nRUN true\n")
    assert "a\\x1b[31m\\nb\n" in gorae("context", cwd=tmp_path).out
    assert "0 \\x1b[2j: debian:13" in gorae("image", cwd=tmp_path).out


@pytest.mark.parametrize(
    "words",
    ["{}", "rule {}", "explain {}", "explain HEALTHCHEKC{}", "explain COPY {}", "check {}", "check --select {}", "check --config {}",
     "check --exclude [{}", "check --fail-on {}", "check --baseline {}", "image {}", "context {}", "init {}", "migrate {}", "format {}", "scan {}"],
)  # fmt: skip
def test_words_of_the_command_line_cannot_steer_the_terminal(tmp_path: Path, words: str) -> None:
    """A script may hand on a name that it found."""
    done = gorae(*words.format("\x1b]0;owned\x07\x1b[2J").split(), cwd=tmp_path)
    assert not set(done.out + done.err) & set("\x1b\x07")


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "Dockerfile").open("wb") as file:
        file.truncate(5_000_001)
    done = gorae("check", cwd=tmp_path)
    assert (done.code, done.err) == (2, "Dockerfile: too large (5000001 bytes); at most 5000000 bytes are checked.\n")
