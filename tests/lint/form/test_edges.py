"""Where the rules on the form of instructions begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed, problems_of

DESCRIBED, CASING, LEGACY, TRIGGER, SYNTAX, ESCAPE, RELATIVE, EMPTY, UNUSED = (
    "definition-description-invalid", "instruction-casing", "legacy-key-value", "onbuild-trigger-forbidden",
    "syntax-directive-typo", "windows-path-escape", "workdir-relative", "empty-continuation", "unused-ignore",
)  # fmt: skip
D = "FROM debian:13\n"
W = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n"

FOUND = [
    (DESCRIBED, "# other\nARG V\nFROM debian:$V\n", ["# other"]),
    (DESCRIBED, "# other\n#\nARG V\nFROM debian:$V\n", []),
    (DESCRIBED, "# V is one\nARG V\nFROM debian:$V\n", []),
    (DESCRIBED, "ARG V\nFROM debian:$V\n", []),
    (DESCRIBED, "# other\n\nARG V\nFROM debian:$V\n", []),
    (DESCRIBED, "# other\nFROM debian:13\n", []),
    (DESCRIBED, "# other\nFROM debian:13 AS\n", []),
    (DESCRIBED, "# other\nFROM debian:13 AS b\n", ["# other"]),
    (DESCRIBED, D + "# other\nENV V=1\n# other\nCOPY a b c\n# other\nARG\n", []),
    (CASING, "FROM debian:13\nrun ls\nRUN ls\n", ["run"]),
    (CASING, "from debian:13\nrun ls\nRUN ls\n", ["RUN"]),
    (CASING, "FROM debian:13\nrun ls\n", ["run"]),
    (CASING, "FROM debian:13\nRun ls\n", ["Run"]),
    (CASING, "from debian:13\nRun ls\n", ["Run"]),
    (CASING, "FROM debian:13\nfoo ls\n", []),
    (CASING, "FROM debian:13\nRU\\\nN ls\n", []),
    (CASING, "FROM debian:13\nru\\\nn ls\n", []),
    (LEGACY, D + "ENV A b\nENV C=d\n", ["A b"]),
    (LEGACY, D + "ENV A\n", []),
    (LEGACY, D + "LABEL a b\n", ["a b"]),
    (TRIGGER, D + "ONBUILD ONBUILD RUN ls\nONBUILD FROM a\nONBUILD maintainer a\nONBUILD RUN ls\n", ["ONBUILD", "FROM", "maintainer"]),
    (SYNTAX, "# sytnax=docker/dockerfile:1\n" + D, ["sytnax"]),
    (SYNTAX, "# SYTNAX=docker/dockerfile:1\n" + D, ["SYTNAX"]),
    (SYNTAX, "# syntax=docker/dockerfile:1\n" + D, []),
    (SYNTAX, "# escape=docker/dockerfile:1\n" + D, []),
    (SYNTAX, "# image=docker/dockerfile:1\n" + D, []),
    (SYNTAX, "# note\n# syntax=docker/dockerfile:1\n" + D, ["syntax"]),
    (SYNTAX, "# note\n# Syntax=docker/dockerfile:1\n" + D, ["Syntax"]),
    (SYNTAX, "# note\n# syntax=docker/dockerfile:1\n", ["syntax"]),
    (SYNTAX, D + "# syntax=docker/dockerfile:1\n", []),
    (SYNTAX, "# sytnax=of something else\n" + D, []),
    (ESCAPE, W + "COPY a C:\\app\\\nRUN dir\n", ["\\"]),
    (ESCAPE, "# escape=`\n" + W + "COPY a C:\\app\\\nRUN dir\n", []),
    (ESCAPE, D + "COPY a C:\\app\\\nRUN dir\n", []),
    (ESCAPE, D + "COPY a C:\\app\\\nRUN dir\n" + W + "RUN dir\n", []),
    (ESCAPE, D + "RUN ls\n" + W + "COPY a C:\\app\\\nRUN dir\n", ["\\"]),
    (ESCAPE, W + "RUN dir \\\n  b\n", []),
    (ESCAPE, "ARG A=C:\\app\\\n\n" + W, []),
    (RELATIVE, D + "WORKDIR app\n", ["app"]),
    (RELATIVE, D + "WORKDIR /srv\nWORKDIR app\n", []),
    (RELATIVE, D + "WORKDIR $APP\nWORKDIR /x\n", []),
    (RELATIVE, D + "WORKDIR app$APP\n", []),
    (RELATIVE, W + "WORKDIR C:/app\n", []),
    (RELATIVE, W + "WORKDIR C:\\\\app\n", []),
    (RELATIVE, W + "WORKDIR \\\\app\n", []),
    (RELATIVE, W + "WORKDIR app\n", ["app"]),
    (RELATIVE, D + 'WORKDIR ""\n', []),
    (EMPTY, D + "RUN a \\\n\n  b \\\n\n  c\n", ["\n"]),
    (EMPTY, D + "RUN a \\\n# note\n  b\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (DESCRIBED, "# other\r\nARG V\r\nFROM a\r\n", "# other\r\n\r\nARG V\r\nFROM a\r\n"),
        (CASING, "from debian:13\nRun ls\n", "from debian:13\nrun ls\n"),
        (CASING, "FROM debian:13\nrun ls\n", "FROM debian:13\nRUN ls\n"),
        (TRIGGER, D + "ONBUILD ONBUILD RUN ls\n", D + "ONBUILD RUN ls\n"),
        (TRIGGER, D + "ONBUILD MAINTAINER a\n", D + 'ONBUILD LABEL org.opencontainers.image.authors="a"\n'),
        (TRIGGER, D + "ONBUILD MAINTAINER \\\n# why\n a\n", None),
        (TRIGGER, D + "ONBUILD FROM a\n", None),
        (TRIGGER, D + "ONBUILD ONBUILD FROM a\n", None),
        (TRIGGER, D + "ONBUILD ONBUILD foo\n", None),
        (LEGACY, D + "ENV A b\n", D + "ENV A=b\n"),
        (LEGACY, D + "ENV A b c\n", D + 'ENV A="b c"\n'),
        (LEGACY, D + 'ENV A "b c"\n', D + 'ENV A="b c"\n'),
        (LEGACY, D + 'ENV A "b \\"c"\n', None),
        (LEGACY, D + 'ENV A "b" "c"\n', None),
        (LEGACY, D + 'ENV A "\n', None),
        (LEGACY, D + "ENV A b'c\n", None),
        (LEGACY, D + "ENV A b `c`\n", None),
        (LEGACY, D + "ENV A b\\ c\n", None),
        (LEGACY, D + "ENV A b \\\n  c\n", None),
        (LEGACY, D + "ENV A \\\n# why\n  c\n", None),
        (SYNTAX, "# sytnax=docker/dockerfile:1\n" + D, "# syntax=docker/dockerfile:1\n" + D),
        (ESCAPE, W + "COPY a C:\\app\\\nRUN dir\n", "# escape=`\n" + W + "COPY a C:\\app\\\nRUN dir\n"),
        (
            ESCAPE,
            "# syntax=docker/dockerfile:1\n" + W + "COPY a C:\\app\\\nRUN dir\n",
            "# syntax=docker/dockerfile:1\n# escape=`\n" + W + "COPY a C:\\app\\\nRUN dir\n",
        ),
        (
            ESCAPE,
            "\ufeff" + W + "COPY a C:\\app\\\nRUN dir\n",
            "\ufeff# escape=`\n" + W + "COPY a C:\\app\\\nRUN dir\n",
        ),
        (ESCAPE, W + "COPY a C:\\app\\\nRUN dir && \\\n  dir\n", None),
        (RELATIVE, D + "WORKDIR ./app\n", D + "WORKDIR /app\n"),
        (RELATIVE, W + "WORKDIR app\n", None),
        (EMPTY, D + "RUN a \\\n\n  b \\\n\n  c\n", D + "RUN a \\\n  b \\\n  c\n"),
    ],
)
def test_fixed(rule, text, after):
    assert fixed(text, rule) == (after or text)


def test_a_misplaced_directive_is_told_in_other_words():
    (problem,) = problems_of("# note\n# syntax=docker/dockerfile:1\n" + D, SYNTAX)
    assert (problem.finding.variant, problem.fixes) == ("late", ())


@pytest.mark.parametrize(
    ("text", "variant", "after"),
    [
        (D + "# gorae: ignore=sudo-usd\nRUN sudo ls\n", "near", D + "# gorae: ignore=sudo-used\nRUN sudo ls\n"),
        (D + "# gorae: ignore=qqqqqqqqqqqq\nRUN sudo ls\n", "unknown", None),
    ],
)
def test_names_that_nothing_has(text, variant, after):
    (problem,) = problems_of(text, UNUSED)
    assert problem.finding.variant == variant
    assert fixed(text, UNUSED) == (after or text)
