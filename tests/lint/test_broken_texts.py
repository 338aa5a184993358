"""Texts that are no Dockerfiles yet, or never will be: every rule looks at them, none raises, and none loses its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.lint import messages
from gorae.lint.registry import groups
from gorae.lint.rule import ContextRule
from gorae.syntax import INSTRUCTIONS, parse
from lint.cases import TODAY, check, options_of

SETTINGS = Settings(
    options=options_of(
        trusted_registries=("ghcr.io",), label_schema=(("owner", "text"), ("version", "semver")), strict_labels=True
    ),
    today=TODAY,
)
HEADS = (
    "",
    "FROM",
    "FROM scratch",
    "FROM $X",
    "FROM debian:13 AS a\nFROM a",
    "FROM b AS a\nFROM a AS b",
    "FROM nginx:1\nUSER x",
)
REST = (
    "", "[", "[]", '[""]', '["a"', "--", "--from", "--from=", "--from=9 a b", "--from=x", "--mount=", "--mount=type=cache", "--chown=",
    "$", "${", "${X", "$X", "=", "a=", "=b", '"', "'", "<<", "<<E", "<<E\na", "\\", "&&", "| a", "a |", "(", "a b c", "a # b", "# a", ":",
    "@", "0", "/", ".", "..", "\t", "ONBUILD", "CMD", "CMD [", "NONE", "a AS", "a AS b c", "cd", "curl", "wget -O", "apt-get install",
    "pip install", "npm install", "sudo", "useradd", "chown", "chmod", "rm", "mkdir", "tar", "ln -s", "git clone", "a > ", "echo >",
    "set -o", "for x in", "if a; then", "a; }", "env", "exec", "sh -c", "python -c", "apk add", "dnf install", "zypper install", "yum install",
    "go install", "gem install", "yarn add", "adduser", "groupadd", "export", "export A", "su", "su -c", "runuser", "gosu", "chroot",
)  # fmt: skip


@pytest.mark.parametrize("group", groups())
def test_no_rule_raises(group, tmp_path):
    settings = replace(SETTINGS, select=tuple(rule.name for rule in groups()[group]))
    folder = read_context(tmp_path, tmp_path / "Dockerfile")
    context = folder if any(isinstance(rule, ContextRule) for rule in groups()[group]) else None
    for head in HEADS:
        for rest in REST:
            lines = [f"{keyword} {rest}" for keyword in INSTRUCTIONS]
            triggers = [f"ONBUILD {line}" for line in lines]
            for text in (f"{head}\n{rest}", "\n".join([head, *lines]), "\n".join([head, *triggers])):
                for problem in check(parse(text), settings, context):
                    assert messages.message(problem, "en")
                    assert all(messages.title(problem, fix, "ko") for fix in problem.fixes)
