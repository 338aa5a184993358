"""The scripts that ShellCheck gets: text in, script out, and every character back to where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given

from gorae.shellcheck.extract import Memory, scripts
from gorae.source import Edit, Span
from gorae.stages import build
from gorae.syntax import parse, reparse
from syntax.dockerfiles import dockerfiles


def texts_of(dockerfile: str) -> list[str]:
    return [script.text for _, _, script in scripts(build(parse(dockerfile)))]


CASES = {
    "a line": ("RUN a $x", ["#!/bin/sh\na $x"]),
    "flags are the builder's": ("RUN --mount=type=cache,target=/x a", ["#!/bin/sh\na"]),
    "continuations, comments and blank lines go": (
        "RUN a \\\n  # why\n\n  && b\\\nc \\\n",
        ["#!/bin/sh\na   && bc"],
    ),
    "CRLF is LF to ShellCheck": ("RUN a \\\r\n  && b\r\nRUN <<E\r\nc\r\nd\r\nE\r\n", ["#!/bin/sh\na   && b", "#!/bin/sh\nc\nd\n"]),
    "what ARG and ENV set is known, where it is named": (
        "FROM x:1\nARG A\nENV B=1 C=2\nRUN echo $A ${B}",
        ["#!/bin/sh\nexport A=1\nexport B=1\necho $A ${B}"],
    ),
    "also from the stage below": (
        "FROM x:1 AS a\nENV B=1\nARG A\nFROM a\nRUN echo $A $B",
        ["#!/bin/sh\nexport A=1\nexport B=1\necho $A $B"],
    ),
    "an ARG is gone when the container starts": (
        "FROM x:1\nARG A\nENV B=1\nCMD echo $A $B\nENTRYPOINT echo $A",
        ["#!/bin/sh\nexport B=1\necho $A $B", "#!/bin/sh\necho $A"],
    ),
    "a check and a trigger": (
        "FROM x:1\nHEALTHCHECK --interval=3s CMD a\nONBUILD RUN b\nONBUILD HEALTHCHECK CMD c",
        ["#!/bin/sh\na", "#!/bin/sh\nb", "#!/bin/sh\nc"],
    ),
    "triggers know what triggers set": (
        "FROM x:1\nONBUILD ARG A\nONBUILD ENV B=1\nONBUILD RUN echo $A $B\nRUN echo $A",
        ["#!/bin/sh\nexport A=1\nexport B=1\necho $A $B", "#!/bin/sh\necho $A"],
    ),
    "the exec form has no shell": ('RUN ["a", "$x"]\nCMD ["b"]\nHEALTHCHECK NONE', []),
    "SHELL's dialect and its -e": (
        """FROM x:1
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN a
SHELL ["/bin/ash", "-c"]
RUN b
SHELL ["/usr/bin/env", "ksh", "-c"]
RUN c
SHELL ["bash", "-o", "errexit", "-c"]
RUN d""",
        ["#!/bin/bash -e\na", "#!/bin/dash\nb", "#!/bin/ksh\nc", "#!/bin/bash -e\nd"],
    ),
    "what is no Bourne shell": (
        'FROM x:1\nSHELL ["powershell", "-c"]\nRUN a\nSHELL ["cmd", "/C"]\nRUN b\nSHELL ["zsh", "-c"]\nRUN c', [],
    ),
    "the backtick is Windows', unless SHELL says what runs": (
        '# escape=`\nFROM x:1\nRUN a `\n  b\nSHELL ["/bin/bash", "-c"]\nRUN a `\n  b',
        ["#!/bin/bash\na   b"],
    ),
    "Windows images": ("FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN a", []),
    "hadolint's comment, for the stage": (
        "FROM x:1\n# hadolint shell=/bin/bash\nRUN a\nRUN b\nFROM x:1\nRUN c",
        ["#!/bin/bash\na", "#!/bin/bash\nb", "#!/bin/sh\nc"],
    ),
    "hadolint's comment, for the file": (
        '# hadolint shell=powershell\nFROM x:1\nRUN a\nFROM x:1\nSHELL ["bash", "-c"]\nRUN b', ["#!/bin/bash\nb"],
    ),
    "a SHELL below hadolint's comment wins": (
        'FROM x:1\n# hadolint shell=bash\nSHELL ["dash", "-c"]\nRUN a', ["#!/bin/dash\na"],
    ),
    "a heredoc is the script": ("RUN <<EOF\na\n# b\nEOF", ["#!/bin/sh\na\n# b\n"]),
    "its own first line says the dialect": (
        "RUN <<EOF\n#!/usr/bin/env bash\na\nEOF\nRUN <<EOF\n#!/bin/sh -eu\nb\nEOF\nRUN <<EOF\n#!/usr/bin/python3\nc\nEOF",
        ["#!/bin/bash\na\n", "#!/bin/sh -e\nb\n"],
    ),
    "directives stay above the variables": (
        "FROM x:1\nENV A=1\nRUN <<EOF\n# shellcheck disable=SC2086\n\necho $A\nEOF",
        ["#!/bin/sh\n# shellcheck disable=SC2086\n\nexport A=1\necho $A\n"],
    ),
    "a shell that reads a heredoc as it is": ("RUN bash -e <<'EOF'\na\nEOF", ["#!/bin/bash -e\na\n"]),
    "a heredoc that the outer shell fills in": ("RUN bash <<EOF\n$a\nEOF", ["#!/bin/bash\n$a\n"]),
    "a heredoc that a command reads": (
        "RUN cat <<A >b && cat <<-C >d\n1\nA\n\t2\n\tC\n", ["#!/bin/sh\ncat <<A >b && cat <<-C >d\n1\nA\n\t2\n\tC"],
    ),
    "text that is being written": ("RUN <<EOF\na", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_scripts(name: str) -> None:
    dockerfile, expected = CASES[name]
    assert texts_of(dockerfile) == expected


@given(dockerfiles())
def test_each_character_is_where_it_says(dockerfile: str) -> None:
    for node, _, script in scripts(build(parse(dockerfile))):
        text = node.instruction.text
        for at, character in enumerate(script.text):
            source = script.source(at)
            assert source is None or text[source] == character
        assert "\r\n" not in script.text


def test_places_of_a_fix_keep_to_their_words() -> None:
    dockerfile = "RUN echo \\\n  $x \\\n  # why\n  && b"
    ((node, _, script),) = scripts(build(parse(dockerfile)))
    at = script.text.index("$x")
    text = node.instruction.text
    before, behind = script.place(at, behind=False), script.place(at + 2, behind=True)
    assert before is not None
    assert behind is not None
    assert text[before:behind] == "$x"


def test_a_stage_that_did_not_change_is_not_read_again() -> None:
    document = parse("FROM x:1\nRUN a\nRUN b\nFROM y:1\nENV A=1\nRUN c $A\n")
    memory = Memory()
    first = [script for _, _, script in scripts(build(document), memory)]
    at = document.text.value.index("RUN c") + 5
    document = reparse(document, [Edit(Span(at, at), "d")])
    second = [script for _, _, script in scripts(build(document), memory)]
    assert [one is other for one, other in zip(first, second, strict=True)] == [True, True, False]
    assert second[2].text == "#!/bin/sh\nexport A=1\ncd $A"
