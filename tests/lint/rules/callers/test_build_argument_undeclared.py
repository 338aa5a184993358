"""`build-argument-undeclared`: a build argument that no ARG of the Dockerfile declares."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file
from lint.caller_cases import found
from lint.cases import write_files

ARGS = "FROM alpine:3.22\nARG VERSION=1\nARG NAME\nRUN echo $NAME\n"


ARGUMENT = [
    ("declared", "services: {w: {build: {context: ., args: {VERSION: 2}}}}", []),
    ("misspelt", "services: {w: {build: {context: ., args: {VERSON: 2}}}}", ["VERSON"]),
    ("in a list", "services: {w: {build: {context: ., args: [VERSON=2]}}}", ["VERSON"]),
    ("in a list, in quotes", "services: {w: {build: {context: ., args: ['VERSON=2']}}}", ["VERSON"]),
    ("without a value", "services: {w: {build: {context: ., args: [VERSON]}}}", ["VERSON"]),
    ("predefined", "services: {w: {build: {context: ., args: {HTTP_PROXY: x, BUILDKIT_INLINE_CACHE: 1}}}}", []),
    ("another service needs it", "services: {w: {build: {context: ., args: {OTHER: 2}}}, v: {build: {context: v, args: {OTHER: 2}}}}", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in ARGUMENT], ids=[row[0] for row in ARGUMENT])
def test_argument(tmp_path, text, words):
    files = {"Dockerfile": ARGS, "v/Dockerfile": "FROM alpine:3.22\nARG OTHER\n"}
    assert found(tmp_path, text, files, "build-argument-undeclared") == words


def test_one_that_several_services_give_is_reported_once(tmp_path):
    write_files(tmp_path, {"Dockerfile": ARGS, "v/Dockerfile": "FROM alpine:3.22\n"})
    text = "services: {w: {build: {context: ., args: {X: 2}}}, v: {build: {context: v, args: {X: 2, Y: 1}}}}"
    problems = check_caller_file(read_caller_file(tmp_path / "compose.yaml", text), Settings())
    of_rule = [one for one in problems if one.rule.name == "build-argument-undeclared"]
    assert [(one.span.of(text), len(one.related)) for one in of_rule] == [("X", 1), ("Y", 0)]
