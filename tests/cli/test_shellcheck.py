"""ShellCheck on the command line: many files, their fixes, and without it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gorae.cli import scripts
from gorae.cli.check_all import FILES_FOR_WORKERS
from gorae.cli.check_file import check_files
from gorae.cli.options import CheckOptions

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "FROM debian:13-slim\nRUN cat $X `ls` > /a\nUSER nobody\n"


def gorae(*words: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "gorae.cli.main", *words]
    return subprocess.run(line, cwd=cwd, input=stdin, capture_output=True, encoding="utf-8", timeout=120, check=False)


def codes(done: subprocess.CompletedProcess[str]) -> list[str]:
    return sorted(row["code"] for row in json.loads(done.stdout))


def test_json_of_a_finding(tmp_path: Path) -> None:
    done = gorae(
        "check", "--output-format", "json", "--select", "SC2086", "--lang", "ko", "-", cwd=tmp_path, stdin=TEXT
    )
    (row,) = json.loads(done.stdout)
    assert done.returncode == 0  # information does not fail
    assert (row["code"], row["severity"], row["aliases"]) == ("SC2086", "information", [])
    assert (row["location"], row["end_location"]) == ({"row": 2, "column": 9}, {"row": 2, "column": 11})
    assert row["url"].endswith("SC2086.ko.md")
    assert "`$X`" in row["message"]
    assert row["fix"]["applicability"] == "unsafe"
    assert [edit["content"] for edit in row["fix"]["edits"]] == ['"', '"']


@pytest.mark.parametrize(
    ("why", "words", "expected"),
    [
        ("all but what is taste (backquotes)", (), ["SC2046", "SC2086"]),
        ("a code is a name, whatever its letter case", ("--ignore", "sc2046"), ["SC2086"]),
        ("the program's name stands for all of its codes", ("--ignore", "shellcheck"), []),
        ("it is not asked at all", ("--no-shellcheck",), []),
        (
            "what is taste is chosen by name, and left out by name",
            ("--select", "all", "--ignore", "SC2006"),
            ["SC2046", "SC2086"],
        ),
    ],
)
def test_names(why: str, words: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    done = gorae("check", "--output-format", "json", *words, "-", cwd=tmp_path, stdin=TEXT)
    assert [code for code in codes(done) if code.startswith("SC")] == expected, why


def test_configuration(tmp_path: Path) -> None:
    (tmp_path / "a.Dockerfile").write_text(TEXT)
    (tmp_path / "b.Dockerfile").write_text(TEXT)
    (tmp_path / "gorae.toml").write_text(
        'select = ["shellcheck"]\nignore = ["SC2046"]\n[severity]\nSC2006 = "error"\n[per-file-ignores]\n"b.*" = ["SC2086"]\n'
    )
    rows = json.loads(gorae("check", "--output-format", "json", cwd=tmp_path).stdout)
    assert [(row["filename"], row["code"], row["severity"]) for row in rows] == [
        ("a.Dockerfile", "SC2086", "information"), ("a.Dockerfile", "SC2006", "error"), ("b.Dockerfile", "SC2006", "error"),
    ]  # fmt: skip


def test_fixes(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text(TEXT)
    gorae("check", "--fix", "--select", "shellcheck", cwd=tmp_path)
    assert file.read_text() == TEXT.replace("`ls`", "$(ls)")
    gorae("check", "--fix", "--unsafe-fixes", "--select", "shellcheck", cwd=tmp_path)
    assert file.read_text() == TEXT.replace("`ls`", "$(ls)").replace("$X", '"$X"')


def test_workers_find_the_same(tmp_path: Path) -> None:
    for number in range(FILES_FOR_WORKERS + 1):
        (tmp_path / f"{number}.Dockerfile").write_text(TEXT.replace("$X", f"$X{number}"))
    done = gorae("check", "--output-format", "json", "--select", "SC2086", cwd=tmp_path)
    assert len(json.loads(done.stdout)) == FILES_FOR_WORKERS + 1


def test_files_share_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gorae.shellcheck import process as shellcheck

    monkeypatch.setattr(scripts, "_FILES_A_PROCESS", 2)
    sizes: list[int] = []
    real = shellcheck.start

    def start(found: list[object]) -> object:
        sizes.append(len(found))
        return real(found)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(shellcheck, "start", start)
    paths = []
    for number in range(5):
        path = tmp_path / f"{number}.Dockerfile"
        path.write_text(TEXT.replace("$X", f"$X{number}"))
        paths.append(str(path))
    options = CheckOptions(
        select=("SC2086",), extend_select=(), ignore=(), language="en", config=None,
        isolated=True, shellcheck=True, fix=False, unsafe=False, diff=False,
    )  # fmt: skip
    checked = check_files(paths, options)
    assert [len(one.outcome.findings) for one in checked] == [1, 1, 1, 1, 1]
    assert sizes == [2, 2, 1]


def test_sarif_tells_of_the_code(tmp_path: Path) -> None:
    done = gorae(
        "check", "--output-format", "sarif", "--select", "SC2086", "--lang", "en", "-", cwd=tmp_path, stdin=TEXT
    )
    (run,) = json.loads(done.stdout)["runs"]
    assert run["results"][0]["ruleId"] == "SC2086"
    assert "double quotes" in run["tool"]["driver"]["rules"][0]["shortDescription"]["text"].lower()


def test_the_page_of_a_code(tmp_path: Path) -> None:
    done = gorae("rule", "sc2086", "--lang", "ko", cwd=tmp_path)
    assert done.returncode == 0
    assert "큰따옴표" in done.stdout
