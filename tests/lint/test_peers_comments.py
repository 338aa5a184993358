"""Comments and configuration of hadolint's do what they do in hadolint; BuildKit's do what its documentation says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compare_hadolint import compared, of_gorae, of_hadolint, settings_of
from gorae.config.settings import Settings
from gorae.syntax import parse
from lint.cases import TODAY, check

COMMENTS = (
    "# hadolint ignore=DL3006\nFROM debian\nFROM debian\n",
    "# hadolint ignore=DL3006\n\nFROM debian\n",
    "# hadolint ignore=DL3006\n# a note\nFROM debian\n",
    "# hadolint ignore=DL3006\n# hadolint ignore=DL3007\nFROM debian\n",
    "# hadolint ignore=DL3006,DL3002\nFROM debian\nUSER root\n",
    "# hadolint ignore = DL3006 , DL3007\nFROM debian\n",
    "# hadolint ignore=DL3006 # a reason\nFROM debian\n",
    "# hadolint ignore=DL3006 a reason\nFROM debian\n",
    "# hadolint ignore=dl3006\nFROM debian\n",
    "# Hadolint ignore=DL3006\nFROM debian\n",
    "#hadolint ignore=DL3006\nFROM debian\n",
    "FROM debian:13\n  # hadolint ignore=DL3003\n  RUN cd /x\nRUN cd /x\n",
    "FROM debian:13\n# hadolint ignore=DL3003\nRUN cd /x \\\n  && make\n",
    "FROM debian:13\nRUN ls \\\n# hadolint ignore=DL3003\n  && cd /x\n",
    "# hadolint global ignore=DL3003,DL3006\nFROM debian\nRUN cd /x\nRUN cd /x\n",
    "FROM debian\nRUN cd /x\n# hadolint global ignore=DL3003\nRUN cd /x\n",
    "# hadolint global ignore=DL3003 # a reason\nFROM debian\nRUN cd /x\n",
    "# hadolint stage ignore=DL3003\nFROM debian:13 AS a\nRUN cd /x\nRUN cd /x\nFROM debian:13\nRUN cd /x\n",
    "# hadolint stage ignore=DL3003\n\nFROM debian:13 AS a\nRUN cd /x\n",
    # (the FROM of the next stage, which hadolint counts to the stage above it, is not silenced here)
    "# hadolint stage ignore=DL3006\nFROM debian\n",
    "FROM debian:13 AS a\nRUN cd /x\n# hadolint stage ignore=DL3003\nRUN cd /x\nRUN cd /x\nFROM debian:13\nRUN cd /x\n",
    "FROM debian:13\n# hadolint shell=powershell\nRUN Get-Item x | Stop-Process\n",
    "FROM debian:13\n# hadolint shell=/bin/bash\nRUN a | b\n",
)  # fmt: skip


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("comments")
    paths = [folder / f"{number}.Dockerfile" for number in range(len(COMMENTS))]
    for path, text in zip(paths, COMMENTS, strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    found = of_hadolint(paths, "ignored: []\n")
    return [found[path] for path in paths]


@pytest.mark.parametrize("number", range(len(COMMENTS)))
def test_comments_silence_what_they_silence_in_hadolint(number, verdicts):
    settings = settings_of("ignored: [DL1001, DL3057]\n")
    rows = compared(of_gorae(COMMENTS[number], settings), verdicts[number])
    assert [row for row in rows if row[0] in ("gorae", "hadolint")] == []


TEXT = (
    "FROM debian AS a\nRUN cd /x\nUSER root\nFROM ghcr.io/a/b:1\nUSER root\nLABEL owner=\"\" other=1\n"
    "# hadolint ignore=DL4000\nMAINTAINER x\nCMD run\n"
)  # fmt: skip
CONFIGURATIONS = (
    ("rules are ignored", "ignored: [DL3003, DL3006]\n"),
    ("levels are changed, one rule by a level of its own", "override:\n  error: [DL3003]\n  warning: [DL3006]\n  info: [DL3002]\n  style: [DL3025, DL1001, DL3057]\n"),
    ("Docker Hub is trusted", "trustedRegistries: [docker.io]\n"),
    ("a pattern trusts a registry", "trustedRegistries:\n  - \"*.io\"\n"),
    ("another registry is trusted", "trustedRegistries: [quay.io]\n"),
    ("labels have kinds", "label-schema:\n  owner: text\n  mail: email\n"),
    ("labels have kinds, and others are not allowed", "label-schema:\n  owner: text\nstrict-labels: true\n"),
    ("no label is allowed", "strict-labels: true\n"),
    ("comments of the file silence nothing", "disable-ignore-pragma: true\n"),
)  # fmt: skip
_LEVELS = {"error": "error", "warning": "warning", "info": "information", "style": "hint"}


@pytest.mark.parametrize(("why", "configuration"), CONFIGURATIONS)
@pytest.mark.parametrize("name", [".hadolint.yaml", ".hadolint.yml"])
def test_its_configuration_does_the_same(why, configuration, name, tmp_path):
    (tmp_path / name).write_text(configuration, encoding="utf-8")
    (tmp_path / "Dockerfile").write_text(TEXT, encoding="utf-8", newline="")
    theirs = _rows(tmp_path, "hadolint", "--no-color", "-f", "json", "--no-fail", "Dockerfile")
    expected = {(row["code"], row["line"]) for row in theirs if row["code"].startswith("DL")}
    codes = ",".join(sorted({"DL3002", "DL3003", "DL3006", "DL3025", "DL3026", "DL3049", "DL3050", "DL3051", "DL4000"}))
    switched_on = ["DL1001", "DL3057"] if "DL1001" in configuration else []
    names = [*codes.split(","), *switched_on]
    ours = _rows(
        tmp_path, "gorae", "check", "--no-shellcheck", "--output-format", "json", "--select", codes, "Dockerfile"
    )
    found = {(alias, row["location"]["row"]) for row in ours for alias in row["aliases"] if alias in names}
    assert found == {row for row in expected if row[0] in names}, why
    levels = {(row["code"], _LEVELS[row["level"]]) for row in theirs if "override" in configuration}
    for alias, severity in levels & {
        (code, level) for code in ("DL3003", "DL3006", "DL3002", "DL3025") for level in _LEVELS.values()
    }:
        assert {row["severity"] for row in ours if alias in row["aliases"]} == {severity}, why


@pytest.mark.parametrize(
    ("why", "configuration", "code"),
    [
        ("a warning is below the threshold", "failure-threshold: error\n", 0),
        ("a warning is at the threshold", "failure-threshold: warning\n", 1),
        ("nothing makes it fail", "no-fail: true\n", 0),
        ("what was made an error is at the threshold", "failure-threshold: error\noverride:\n  error: [DL3006]\n", 1),
    ],
)
def test_what_makes_it_fail_is_the_same(why, configuration, code, tmp_path):
    (tmp_path / ".hadolint.yaml").write_text(configuration, encoding="utf-8")
    (tmp_path / "Dockerfile").write_text("FROM debian\n", encoding="utf-8", newline="")
    hadolint = subprocess.run([_program("hadolint"), "Dockerfile"], cwd=tmp_path, capture_output=True, check=False)
    gorae = subprocess.run(
        [_program("gorae"), "check", "--select", "DL3006"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (hadolint.returncode, gorae.returncode) == (code, code), why


def _program(name):
    return str(Path(sys.executable).with_name(name))


def _rows(folder, name, *arguments):
    done = subprocess.run([_program(name), *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def of_buildkit(text, select=None):
    """BuildKit's names of what is found by default, with line and severity."""
    settings = Settings(select=select, today=TODAY)
    return [
        (alias, text.count("\n", 0, problem.span.start) + 1, problem.severity)
        for problem in check(parse(text), settings)
        for alias in problem.aliases
        if alias.isalpha()
    ]


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("what is found without a comment", "FROM debian:13\nCMD run\n", [("JSONArgsRecommended", 2, "warning")]),
        ("skip takes it away", "# check=skip=JSONArgsRecommended\nFROM debian:13\nCMD run\n", []),
        (
            "skip takes several names",
            "# check=skip=MaintainerDeprecated,JSONArgsRecommended\nFROM debian:13\nCMD run\n",
            [],
        ),
        ("skip takes all", "# check=skip=all\nFROM debian:13\nMAINTAINER x\nCMD run\n", []),
        (
            "error makes a warning one",
            "# check=error=true\nFROM debian:13\nCMD run\n",
            [("JSONArgsRecommended", 3, "error")],
        ),
        (
            "error=false leaves it a warning",
            "# check=error=false\nFROM debian:13\nCMD run\n",
            [("JSONArgsRecommended", 3, "warning")],
        ),
        (
            "the two settings stand in one comment",
            "# check=skip=JSONArgsRecommended;error=true\nFROM debian:13\nMAINTAINER x\nCMD run\n",
            [("MaintainerDeprecated", 3, "error")],
        ),
        (
            "above an instruction it holds for that one only",
            "FROM debian:13\n# check=skip=JSONArgsRecommended\nENTRYPOINT run\nCMD run\n",
            [("JSONArgsRecommended", 4, "warning")],
        ),
        (
            "it may stand below another directive",
            "# syntax=docker/dockerfile:1\n# check=skip=JSONArgsRecommended\nFROM debian:13\nCMD run\n",
            [],
        ),
        ("the Engine passes over a line of `#!`", "#!/bin/x\n# check=skip=all\nFROM debian:13\nCMD run\n", []),
        (
            "it reads names with their capitals",
            "# check=skip=jsonargsrecommended\nFROM debian:13\nCMD run\n",
            [("JSONArgsRecommended", 3, "warning")],
        ),
        (
            "it reads up to the first blank, and all or nothing",
            "# check=skip=MaintainerDeprecated error=true\nFROM debian:13\nCMD run\n",
            [("JSONArgsRecommended", 3, "warning")],
        ),
        (
            "it reads keys with their capitals",
            "FROM debian:13\n# check=Skip=all\nCMD run\n",
            [("JSONArgsRecommended", 3, "warning")],
        ),
        ("blank lines and comments may stand between", "FROM debian:13\n# check=skip=all\n\n# so\nCMD run\n", []),
        (
            "experimental=all switches the experimental check on",
            "# check=skip=all;experimental=all\n# other\nFROM debian:13 AS a\n",
            [("InvalidDefinitionDescription", 2, "hint")],
        ),
        ("the experimental check is off by itself", "# other\nFROM debian:13 AS a\n", []),
        (
            "it may be switched on by its name",
            "# check=experimental=InvalidDefinitionDescription\n\n# other\nFROM debian:13 AS a\n",
            [("InvalidDefinitionDescription", 3, "hint")],
        ),
        (
            "all of them may be switched on at once",
            "# check=experimental=all\n\n# other\nFROM debian:13 AS a\n",
            [("InvalidDefinitionDescription", 3, "hint")],
        ),
        (
            "a description that begins with the stage's name is right",
            "# check=experimental=InvalidDefinitionDescription\n\n# a does it\nFROM debian:13 AS a\n",
            [],
        ),
    ],
)
def test_buildkits_comments(why, text, found):
    assert of_buildkit(text) == found, why


def test_skipping_all_of_buildkits_checks_leaves_the_others():
    text = "# check=skip=all\nFROM debian\nCMD run\n"
    assert [
        problem.rule.name for problem in check(parse(text), Settings(select=("DL3006", "DL3025"), today=TODAY))
    ] == ["base-image-untagged"]


UNTAGGED_AS_ROOT = "FROM debian\nEXPOSE 80\nCMD x\n"


@pytest.mark.parametrize(
    ("why", "text", "left"),
    [
        ("what is found without a comment", UNTAGGED_AS_ROOT, {"user-missing", "base-image-untagged"}),
        (
            "checkov's are about the file, wherever they stand, with a reason",
            "# checkov:skip=CKV_DOCKER_3: root is needed\n" + UNTAGGED_AS_ROOT,
            {"base-image-untagged"},
        ),
        (
            "without a space, at the end of the file",
            UNTAGGED_AS_ROOT + "#checkov:skip=CKV_DOCKER_3\n",
            {"base-image-untagged"},
        ),
        (
            "under the name it had before, with several codes",
            "# bridgecrew:skip=CKV_DOCKER_3,CKV_DOCKER_2:x\n" + UNTAGGED_AS_ROOT,
            {"base-image-untagged"},
        ),
        (
            "a code of another check",
            "# checkov:skip=CKV_DOCKER_1\n" + UNTAGGED_AS_ROOT,
            {"user-missing", "base-image-untagged"},
        ),
        (
            "trivy's are about the file above the first instruction",
            "#trivy:ignore:DS-0002\n" + UNTAGGED_AS_ROOT,
            {"base-image-untagged"},
        ),
        (
            "two in one line, in the spellings of its versions",
            "# trivy:ignore:AVD-DS-0002 trivy:ignore:DS026\n" + UNTAGGED_AS_ROOT,
            {"base-image-untagged"},
        ),
        (
            "above the instruction that is reported",
            "FROM debian\nEXPOSE 80\n# trivy:ignore:DS002\nCMD x\n",
            {"base-image-untagged"},
        ),
        (
            "above another instruction",
            "FROM debian\n# trivy:ignore:DS002\nEXPOSE 80\nCMD x\n",
            {"user-missing", "base-image-untagged"},
        ),
    ],
)
def test_comments_of_checkov_and_trivy_silence_the_rules_of_their_codes(why, text, left):
    settings = Settings(select=("user-missing", "base-image-untagged"))
    assert {problem.rule.name for problem in check(parse(text), settings)} == left, why
