"""The command line as a user or a CI file uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TWO_RUNS = "FROM debian:13-slim\nRUN touch a\nRUN touch b\nUSER nobody\n"
JOINED = "FROM debian:13-slim\nRUN touch a \\\n    && touch b\nUSER nobody\n"


def gorae(*words: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gorae.cli.main", *words]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_json_has_what_programs_rely_on(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(TWO_RUNS)
    done = gorae("check", "--output-format", "json", "--fail-on", "information", cwd=tmp_path)
    assert done.returncode == 1
    (row,) = json.loads(done.stdout)
    assert row["code"] == "run-consecutive"
    assert row["aliases"] == ["DL3059"]
    assert (row["location"], row["end_location"]) == ({"row": 2, "column": 1}, {"row": 2, "column": 4})
    assert row["fix"]["applicability"] == "safe"


def test_fix_writes_and_ends_well(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(TWO_RUNS)
    assert gorae("check", "--fix", cwd=tmp_path).returncode == 0
    assert (tmp_path / "Dockerfile").read_text() == JOINED


def test_diff_is_taken_by_git_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(TWO_RUNS)
    done = gorae("check", "--diff", "Dockerfile", cwd=tmp_path)
    assert (tmp_path / "Dockerfile").read_text() == TWO_RUNS
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=done.stdout, encoding="utf-8", check=True)
    assert (tmp_path / "Dockerfile").read_text() == JOINED


@pytest.mark.parametrize("name", ["run-consecutive", "DL3059", "hadolint/DL3059", "layers"])
def test_names_that_select(name: str, tmp_path: Path) -> None:
    done = gorae("check", "--select", name, "--output-format", "concise", "-", cwd=tmp_path, stdin=TWO_RUNS)
    assert "run-consecutive" in done.stdout


def test_an_unknown_name_is_named_with_the_nearest(tmp_path: Path) -> None:
    done = gorae("check", "--ignore", "run-consecutiv", "--lang", "en", "-", cwd=tmp_path, stdin=TWO_RUNS)
    assert done.returncode == 2
    assert "run-consecutive" in done.stderr


def test_a_file_that_is_no_text_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_bytes(b"FROM \xff\n")
    (tmp_path / "Containerfile").write_text(TWO_RUNS)
    done = gorae("check", "--output-format", "concise", cwd=tmp_path)
    assert done.returncode == 2
    assert "Dockerfile" in done.stderr
    assert "run-consecutive" in done.stdout


def test_the_context_after_dockerignore(tmp_path: Path) -> None:
    (tmp_path / ".dockerignore").write_text("*.log\n")
    (tmp_path / "a.log").write_text("x")
    (tmp_path / "b").write_text("12")
    report = json.loads(gorae("context", "--output-format", "json", cwd=tmp_path).stdout)
    assert {"path": "b", "bytes": 2} in report["files"]
    assert report["excluded"] == 1


def test_words_and_rules_are_explained(tmp_path: Path) -> None:
    assert "COPY" in gorae("explain", "copy", "--lang", "ko", cwd=tmp_path).stdout
    copied = gorae("explain", "COPY", "--from", "--lang", "ko", cwd=tmp_path).stdout
    assert copied.startswith("--from\n빌드 컨텍스트 대신")
    assert "함께 보기: `gorae explain multi-stage`\n" in copied
    assert gorae("explain", "--lang", "ko", cwd=tmp_path).returncode == 2
    assert gorae("explain", "DL3059", "--lang", "en", cwd=tmp_path).stdout.startswith("run-consecutive")
    assert "gorae explain cache`" not in gorae("explain", "cache", "--lang", "en", cwd=tmp_path).stdout
    assert "run-consecutive" in gorae("rule", "DL3059", "--lang", "en", cwd=tmp_path).stdout
    assert {"code", "aliases", "group", "severity", "default", "fix", "summary"} == set(
        json.loads(gorae("rules", "--output-format", "json", cwd=tmp_path).stdout)[0]
    )


def test_the_readmes_tables_are_current() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "write_rules.py"), "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("why", "names"),
    [
        ("the only file is no UTF-8", ("Dockerfile",)),
        ("one file is no UTF-8, the other is clean", ("Dockerfile", "ok.Dockerfile")),
        ("one file is clean, the other does not exist", ("ok.Dockerfile", "gone.Dockerfile")),
    ],
)
def test_nobody_says_that_nothing_was_found_where_something_was_not_read(
    why: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "Dockerfile").write_bytes("FROM scratch\n# 한글\n".encode("cp949"))
    (tmp_path / "ok.Dockerfile").write_text("FROM scratch\n")
    done = gorae("check", "--lang", "ko", *names, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, ""), why
    assert len(done.stderr.splitlines()) == 1, why
    assert gorae("check", "--lang", "ko", "ok.Dockerfile", cwd=tmp_path).stdout == "찾은 문제가 없습니다.\n", why
