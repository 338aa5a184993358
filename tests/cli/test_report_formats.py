"""The formats of CI servers, read by what reads them or held to the shape that their documentation gives."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import jsonschema
import pytest
from junitparser import JUnitXml

from cli.running import gorae

if TYPE_CHECKING:
    from pathlib import Path

# Columns differ by what counts: 고래 is 2 code points and 6 bytes, the whale 1 and 4.
TEXT = 'FROM fedora:latest\nRUN echo "고래 🐳 <&>" && sudo ls\nRUN a\nRUN sudo a\nUSER nobody\n'
COLUMN = len('RUN echo "고래 🐳 <&>" && ') + 1
BYTES = len('RUN echo "고래 🐳 <&>" && '.encode()) + 1


def report(folder: Path, kind: str, text: str = TEXT) -> str:
    (folder / "Dockerfile").write_text(text, encoding="utf-8")
    words = ("--select", "sudo-used,base-image-latest,run-consecutive", "--output-format", kind)
    return gorae("check", *words, cwd=folder).out


# docs.gitlab.com/ci/testing/code_quality, "Code Quality report format"
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^(\./|/)"}},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}
PLACE = {
    "type": "object",
    "required": ["line"],
    "properties": {"line": {"type": "integer"}, "column": {"type": "integer"}},
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "properties": {"start": PLACE, "end": PLACE},
    "additionalProperties": False,
}
# reviewdog's Diagnostic Format: proto/rdf/reviewdog.proto
RDJSON = {
    "type": "object",
    "required": ["diagnostics"],
    "properties": {
        "source": {"type": "object", "properties": {"name": {"type": "string"}, "url": {"type": "string"}}},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": {
                        "type": "object", "required": ["path"],
                        "properties": {"path": {"type": "string"}, "range": RANGE}, "additionalProperties": False,
                    },
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "properties": {"value": {"type": "string"}, "url": {"type": "string"}}},
                    "suggestions": {
                        "type": "array",
                        "items": {"type": "object", "required": ["range", "text"], "properties": {"range": RANGE}},
                    },
                },
            },
        },
    },
}  # fmt: skip


def test_gitlab(tmp_path: Path) -> None:
    rows = json.loads(report(tmp_path, "gitlab"))
    jsonschema.validate(rows, GITLAB)
    assert [row["location"]["lines"]["begin"] for row in rows if row["check_name"] == "sudo-used"] == [2, 4]
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_gitlabs_fingerprints_stay_when_lines_come_above(tmp_path: Path) -> None:
    before = {row["fingerprint"] for row in json.loads(report(tmp_path, "gitlab"))}
    after = {row["fingerprint"] for row in json.loads(report(tmp_path, "gitlab", "# new\n\n" + TEXT))}
    assert before == after


def test_rdjson_counts_bytes_and_suggests_what_is_safe(tmp_path: Path) -> None:
    document = json.loads(report(tmp_path, "rdjson"))
    jsonschema.validate(document, RDJSON)
    first = next(row for row in document["diagnostics"] if row["code"]["value"] == "sudo-used")
    assert first["location"]["range"]["start"] == {"line": 2, "column": BYTES}
    assert "suggestions" not in first  # unsafe
    joined = next(row for row in document["diagnostics"] if row["code"]["value"] == "run-consecutive")
    assert joined["suggestions"]


def test_junit_is_read_by_junitparser(tmp_path: Path) -> None:
    suites = JUnitXml.fromstring(report(tmp_path, "junit").encode())
    (suite,) = suites
    cases = list(suite)
    assert (suites.tests, suites.failures, suites.errors) == (len(cases), len(cases), 0)
    assert suite.name == "Dockerfile"
    assert cases[0].result[0].type == "warning"
    assert "<" not in report(tmp_path, "junit").split("<failure", 1)[1].split(">", 1)[0]


@pytest.mark.parametrize("kind", ["junit", "checkstyle"])
def test_nothing_found_is_a_report_too(tmp_path: Path, kind: str) -> None:
    root = ET.fromstring(report(tmp_path, kind, "FROM scratch\n"))
    assert root.findall(".//failure") + root.findall(".//error") == []
    if kind == "junit":
        assert len(root.findall(".//testcase")) == 1  # some servers refuse a report without a test


def test_checkstyle(tmp_path: Path) -> None:
    root = ET.fromstring(report(tmp_path, "checkstyle"))
    assert root.tag == "checkstyle"
    errors = root.findall("./file[@name='Dockerfile']/error")
    assert {
        (error.get("line"), error.get("column"), error.get("severity"), error.get("source")) for error in errors
    } >= {("2", str(COLUMN), "warning", "gorae.sudo-used")}
    assert {error.get("severity") for error in errors} <= {"error", "warning", "info"}


def test_github_says_one_command_a_line(tmp_path: Path) -> None:
    lines = report(tmp_path, "github").splitlines()
    assert all(line.startswith(("::warning file=Dockerfile,line=", "::notice file=Dockerfile,line=")) for line in lines)
    assert any(f"line=2,endLine=2,col={COLUMN}," in line for line in lines)
