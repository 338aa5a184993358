"""Where a path of the image leads from the working directory in force."""

from __future__ import annotations

import pytest

from gorae.facts.image_paths import absolute, in_shell
from gorae.stages import build
from gorae.syntax import parse


def last_stage(text: str):
    stage = build(parse(text)).last
    assert stage is not None
    return stage


@pytest.mark.parametrize(
    ("why", "text", "path", "wanted"),
    [
        ("from the folder in force", "FROM a\nWORKDIR /app\nRUN x", "dist/../main", "/app/main"),
        ("an absolute one", "FROM a\nRUN x", "//usr//bin/./x", "/usr/bin/x"),
        ("above the root there is nothing", "FROM a\nWORKDIR /app\nRUN x", "../../x", "/x"),
        ("a base whose folder is known to be the root", "FROM debian:13\nRUN x", "app", "/app"),
        ("a base that has a folder of its own", "FROM golang:1.27\nRUN x", "app", None),
        ("a base that nobody knows", "FROM company/base\nRUN x", "app", None),
        ("a base of one's own", "FROM debian:13 AS b\nWORKDIR srv\nFROM b\nRUN x", "app", "/srv/app"),
        ("WORKDIRs that lead on from a known root", "FROM debian:13\nWORKDIR srv\nWORKDIR app\nRUN x", "y", "/srv/app/y"),
        ("a folder that a variable hides", "FROM a\nWORKDIR $WHERE\nRUN x", "y", None),
        ("a folder that a variable names", "FROM a\nENV D=/d\nWORKDIR $D\nRUN x", "y", "/d/y"),
        ("a path of Windows", "FROM a\nWORKDIR /app\nRUN x", "C:\\x", None),
        ("a path that is not known", "FROM a\nWORKDIR /app\nRUN x", None, None),
    ],
)  # fmt: skip
def test_absolute(why, text, path, wanted):
    stage = last_stage(text)
    assert absolute(stage, stage.nodes[-1], path) == wanted, why


def test_the_end_of_a_stage_is_below_its_last_workdir():
    stage = last_stage("FROM debian:13\nWORKDIR /app\n")
    assert [absolute(stage, node, "x") for node in (stage.nodes[-1], None)] == ["/x", "/app/x"]


@pytest.mark.parametrize(("why", "path"), [("a variable", "$D/x"), ("somebody's home", "~/x")])
def test_what_only_a_shell_knows(why, path):
    stage = last_stage("FROM debian:13\nRUN x")
    assert in_shell(stage, stage.nodes[-1], path) is None, why
