"""BuildKit's 22 checks under their names: on texts of our own, at the lines where its documentation says that it warns.

https://docs.docker.com/reference/build-checks/
"""

from __future__ import annotations

import datetime as dt

import pytest

from gorae.context import read_context
from gorae.lint.registry import all_rules
from lint.cases import problems_of

D = "FROM debian:13\n"
CHECKS = [
    ("the smaller number of instructions is wrong, mixed letters always", "ConsistentInstructionCasing", "FROM debian:13\nrun a\nRUN b\nRun c\n", [2, 4]),
    ("a comment within the keyword is none of its letters", "ConsistentInstructionCasing", "FROM debian:13\nMAINT\\\n# x\nAINER a\n", []),
    ("small letters throughout are consistent", "ConsistentInstructionCasing", "from debian:13\nrun a\n", []),
    ("names are compared without capitals, and the second one is wrong", "DuplicateStageName", "FROM debian:13 AS a\nFROM debian:13 AS b\nFROM debian:13 AS A\n", [3]),
    ("an address of the host does not belong there, a range does", "ExposeInvalidFormat", D + "EXPOSE 80\nEXPOSE 127.0.0.1:80:80\nEXPOSE 5000-5005\n", [3]),
    ("the protocol is written in small letters", "ExposeProtoCasing", D + "EXPOSE 80/TCP\nEXPOSE 80/tcp\n", [2]),
    ("AS goes with its FROM", "FromAsCasing", "FROM debian:13 as a\nfrom debian:13 as b\n", [1]),
    ("a platform that is written out is one for all machines", "FromPlatformFlagConstDisallowed", "FROM --platform=linux/amd64 debian:13 AS a\nFROM --platform=$BUILDPLATFORM debian:13\n", [1]),
    ("a stage that has the platform in its name means it", "FromPlatformFlagConstDisallowed", "FROM --platform=linux/amd64 debian:13 AS build_amd64\n", []),
    ("the image is not made for the platform", "InvalidBaseImagePlatform", "FROM --platform=linux/riscv64 node:24\nFROM --platform=linux/amd64 node:24\n", [1]),
    ("an argument without a default gives a broken name", "InvalidDefaultArgInFrom", "ARG TAG\nFROM busybox:${TAG}\n", [2]),
    ("the expression has a default", "InvalidDefaultArgInFrom", "ARG TAG\nFROM busybox:${TAG:-1.37}\n", []),
    ("a description begins with the name of what it describes", "InvalidDefinitionDescription", "# another word\nARG V\n\n# V is one\nARG V\nFROM debian:13\n", [2]),
    ("a shell is process 1, also before exec", "JSONArgsRecommended", D + "ENTRYPOINT a b\nCMD exec a\n" + D + 'CMD ["a"]\n', [2, 3]),
    ("a SHELL of one's own says that it is wanted", "JSONArgsRecommended", D + 'SHELL ["/bin/bash", "-c"]\nENTRYPOINT a b\n', []),
    ("a blank instead of an equals sign, only where it stands", "LegacyKeyValueFormat", D + "ENV A b\nENV A=b\nLABEL a b\n", [2, 4]),
    ("an instruction that has gone", "MaintainerDeprecated", D + "MAINTAINER a@b.co\n", [2]),
    ("only the last of each kind counts", "MultipleInstructionsDisallowed", D + 'CMD ["a"]\nCMD ["b"]\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]\n', [2, 4]),
    ("health checks are counted in each stage", "MultipleInstructionsDisallowed", D + "HEALTHCHECK NONE\nHEALTHCHECK CMD a\n" + D + "HEALTHCHECK CMD a\n", [2]),
    ("a blank line within an instruction", "NoEmptyContinuation", D + "RUN a \\\n\n  b\n", [4]),
    ("the platform is the one that is meant anyhow", "RedundantTargetPlatform", "FROM --platform=$TARGETPLATFORM debian:13\n", [1]),
    ("two names mean something else to FROM and COPY", "ReservedStageName", "FROM debian:13 AS scratch\nFROM debian:13 AS context\nFROM debian:13 AS a\n", [1, 2]),
    ("names that speak of secrets", "SecretsUsedInArgOrEnv", D + "ARG AWS_SECRET_ACCESS_KEY\nENV DB_PASSWORD=h7Gk2p\nENV NAME=x\n", [2, 3]),
    ("names that speak of public keys are none, others are", "SecretsUsedInArgOrEnv", D + "ENV GPG_KEY=0123456789ABCDEF\nARG PUBLIC_KEY\nENV A=1 B_AUTH=true\nARG KEYS\n", [2, 4]),
    ("a stage's name is written in small letters", "StageNameCasing", "FROM debian:13 AS BuilderBase\nFROM debian:13 AS a\n", [1]),
    ("an argument that nothing declares", "UndefinedArgInFrom", "FROM debian:${VERSION}\n", [1]),
    ("a declared one", "UndefinedArgInFrom", "ARG VERSION=13\nFROM debian:${VERSION}\n", []),
    ("a variable is declared above, not below", "UndefinedVar", "FROM debian:13 AS a\nCOPY $foo .\nARG bar\nCOPY $bar .\n", [2]),
    ("after an absolute folder a relative one is known", "WorkdirRelativePath", "FROM nginx:1\nWORKDIR usr/share\nWORKDIR /x\nWORKDIR y\n", [2]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "text", "lines"), CHECKS)
def test_the_check_warns_at_these_lines(why, name, text, lines):
    found = [problem for problem in problems_of(text, name) if name in problem.aliases]
    assert [text.count("\n", 0, problem.span.start) + 1 for problem in found] == lines, why


def test_the_check_that_asks_the_folder(tmp_path):
    (tmp_path / ".dockerignore").write_text("secret.txt\n", encoding="utf-8")
    for name in ("secret.txt", "a.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    text = D + "COPY a.txt /\nCOPY secret.txt /\n"
    found = problems_of(text, "CopyIgnoredFile", read_context(tmp_path, tmp_path / "Dockerfile"))
    assert [problem.span.of(text) for problem in found] == ["secret.txt"]


def test_all_of_them_are_here():
    names = {alias for rule in all_rules() for alias in rule.codes if alias.isalpha()}
    assert {name for _, name, *_ in CHECKS} | {"CopyIgnoredFile"} == names
    assert len(names) == 22


@pytest.mark.parametrize(
    ("why", "patterns", "text", "lines"),
    [
        ("all of the context", "*", D + "COPY . /x\n", [2]),
        ("a pattern", "*.txt", D + "COPY *.txt /x/\n", [2]),
        ("by a variable", "s.txt", D + "ARG F=s.txt\nCOPY $F /x\n", [3]),
        ("a default of an argument without a value", "s.txt", D + "ARG F\nCOPY ${F:-s.txt} /x\n", [3]),
        ("nothing is all of the context", "*", D + "COPY $F /x\n", [2]),
        ("one that is not there", "a.txt", D + "ADD ./a.txt /x\n", [2]),
        ("below a folder", "a", D + "COPY a/b /x\n", [2]),
        ("where there are exceptions nobody knows", "a\n!a/b", D + "COPY a /x\n", []),
        ("of another stage", "a", "FROM debian:13 AS s\n" + D + "COPY --from=s a /x\n", []),
    ],
)
def test_sources_that_the_ignore_file_names(tmp_path, why, patterns, text, lines):
    (tmp_path / ".dockerignore").write_text(patterns + "\n", encoding="utf-8")
    found = problems_of(text, "CopyIgnoredFile", read_context(tmp_path, tmp_path / "Dockerfile"))
    assert [text.count("\n", 0, one.span.start) + 1 for one in found] == lines, why


def test_skipping_all_checks_of_buildkit_leaves_shellcheck_alone():
    from gorae.lint.diagnostic import Found
    from gorae.lint.model import Finding
    from gorae.lint.shellcheck import code_rule
    from gorae.lint.suppressions import suppress
    from gorae.source import Span
    from gorae.stages import build
    from gorae.syntax import parse

    document = parse("# check=skip=all\nFROM debian:13\nRUN echo $A\n")
    at = document.text.value.index("$A")
    found = [Found(code_rule("SC2086"), Finding(Span(at, at + 2)))]
    assert suppress(found, build(document), dt.date(2026, 11, 1)) == (found, set())
