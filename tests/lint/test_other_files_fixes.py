"""Fixes of compose, bake and ignore files, and of configurations: none is offered after which an error stands that was not there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol import types

from gorae.config.file import mends, parse_configuration
from gorae.config.settings import Settings
from gorae.context.ignore_text import read_ignore
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file, check_ignore_file, fix_other_file
from gorae.lint.registry import vocabulary
from gorae.lsp.config_diagnostics import quick_fixes
from gorae.lsp.documents import OpenConfiguration
from gorae.source import Text, apply_edits
from lint.cases import write_files
from lsp.asking import Asking

ALL = Settings(select=("all",))
FILES = {"api/app.Dockerfile": "FROM alpine:3.22 AS build\n", "Dockerfile": "FROM alpine:3.22 AS run\n"}


def offered(tmp_path, text: str, name: str = "compose.yaml") -> list[str]:
    """The texts after each fix that is offered."""
    write_files(tmp_path, FILES)
    found = check_caller_file(read_caller_file(tmp_path / name, text), ALL)
    return [apply_edits(text, fix.edits) for one in found for fix in one.fixes]


CALLERS = [
    ("the near file has the stage", "dockerfile: api.Dockerfile, target: build", ["dockerfile: app.Dockerfile, target: build"]),
    ("the near file has no such stage", "dockerfile: api.Dockerfile, target: run", []),
    ("the word would end the text", "dockerfile: app.Dockerfile, target: buidl", ["dockerfile: app.Dockerfile, target: build"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "build", "after"), CALLERS)
def test_compose(tmp_path, why, build, after):
    text = "services:\n  web:\n    build: {{context: api, {}}}\n"
    assert offered(tmp_path, text.format(build)) == [text.format(one) for one in after], why


def test_bake(tmp_path):
    text = 'target "a" {\n  context = "api"\n  dockerfile = "api.Dockerfile"\n  target = "%s"\n}\n'
    right = (text % "build").replace("api.D", "app.D")
    assert offered(tmp_path, text % "build", "docker-bake.hcl") == [right]
    assert offered(tmp_path, text % "run", "docker-bake.hcl") == []


def test_a_service_that_is_lost_is_an_error(tmp_path):
    # The stage's name would be read as the beginning of a map, and none of the services any longer.
    write_files(tmp_path, {"Dockerfile": "FROM alpine:3.22 AS run\n"})
    text = "services:\n  web:\n    build:\n      context: .\n      target: rnu\n"
    (one,) = check_caller_file(read_caller_file(tmp_path / "compose.yaml", text), ALL)
    (right,) = one.fixes
    wrong = replace(right, edits=(right.edits[0]._replace(text="{"),))
    assert one.guard is not None
    assert one.guard(right, one.span)
    assert not one.guard(wrong, one.span)


IGNORES = [
    ("three of one pattern, no newline at the end", "b\na\n a \n a", "b\na"),
    ("all lines but the first", "a\r\na\r\na", "a"),
    ("three that are apart from each other", "a\nb\na\nc\na\n", "a\nb\nc\n"),
]


@pytest.mark.parametrize(("why", "text", "after"), IGNORES)
def test_repeated_patterns(tmp_path, why, text, after):
    def look(now: str):
        return check_ignore_file(read_ignore(tmp_path / ".dockerignore", now, tmp_path), ALL)

    assert fix_other_file(text, look, unsafe=False) == (after, 1), why


CONFIGURATIONS = [
    ("a word that is right", 'slect = ["users"]\n', True),
    ("the right key is there already", "slect = []\nselect = []\n", False),
    ("what the key holds is wrong", 'slect = ["usrs"]\n', False),
    ("what the key holds is of another kind", "slect = 3\n", False),
    ("another problem stays", 'slect = ["users"]\nlanguage = "kr"\n', True),
]


@pytest.mark.parametrize(("why", "text", "is_offered"), CONFIGURATIONS)
def test_a_configuration(tmp_path, why, text, is_offered):
    issue = parse_configuration(text, "gorae", vocabulary())[1][0]
    assert issue.replacement == "select"
    assert mends(text, "gorae", vocabulary(), issue) == is_offered, why
    uri = (tmp_path / "gorae.toml").as_uri()
    asking = Asking("", uri=uri)
    opened = OpenConfiguration(uri, 1, Text(text))
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    assert bool(quick_fixes(asking.session, opened, start)) == is_offered
