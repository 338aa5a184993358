"""Slips that a whole line suffers from: what is swallowed, what lacks its continuation, remarks, and other frontends."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed, problems_of

D = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "found", "after"),
    [
        ("past a blank line", "RUN a && \\\n\nUSER 1000\n", "\\\n\nUSER", "RUN a\n\nUSER 1000\n"),
        ("right below", "COPY a b \\\nEXPOSE 80\n", "\\\nEXPOSE", "COPY a b\nEXPOSE 80\n"),
        ("past a comment", "RUN a \\\n# c\nUSER 1\n", "\\\n# c\nUSER", "RUN a\n# c\nUSER 1\n"),
        ("a word of a text", "RUN echo 'a \\\nUSER b'\n", None, None),
        ("indented, it is the shell's", "RUN a \\\n  USER b\n", None, None),
        ("in small letters it may be a program", "RUN a \\\nuser b\n", None, None),
        ("a folder of Windows", "COPY a C:\\\nRUN b\n", None, None),
    ],
)
def test_an_instruction_swallowed(why, text, found, after):
    assert findings_of(D + text, "instruction-swallowed") == ([found] if found else []), why
    if after:
        assert fixed(D + text, "instruction-swallowed") == D + after, why


@pytest.mark.parametrize(
    ("why", "text", "found", "after"),
    [
        ("a user", "USER 1000 # app\n", "# app", "# app\nUSER 1000\n"),
        ("a copy", "COPY a /srv/ # the file\n", "# the file", "# the file\nCOPY a /srv/\n"),
        ("한글 and 🐳", "WORKDIR /srv # 고래 🐳\n", "# 고래 🐳", "# 고래 🐳\nWORKDIR /srv\n"),
        ("a shell knows comments", "RUN a # b\n", None, None),
        ("a colour", "ENV COLOR #fff\n", None, None),
        ("in quotes", 'LABEL a="b # c d"\n', None, None),
        ("a fragment of an address", "ADD https://github.com/a/b.git#main /b\n", None, None),
    ],
)
def test_a_remark_behind_an_instruction(why, text, found, after):
    assert findings_of(D + text, "comment-after-instruction") == ([found] if found else []), why
    if after:
        assert fixed(D + text, "comment-after-instruction") == D + after, why


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        (
            "indented",
            "RUN groupadd x\n    useradd y && \\\n    true\n",
            "RUN groupadd x \\\n    useradd y && \\\n    true\n",
        ),
        ("a program", "RUN mkdir a\ncp b c\n", "RUN mkdir a \\\ncp b c\n"),
        ("an option", "RUN apt-get install\n-y curl\n", "RUN apt-get install \\\n-y curl\n"),
        ("a slip of the keyboard", "RUN a\nUSRE b\n", "RUN a\nUSER b\n"),
    ],
)
def test_a_line_that_lacks_its_continuation(why, text, after):
    assert fixed(D + text, "instruction-unknown") == D + after, why


def test_another_frontends_language_is_not_judged():
    text = "# syntax=devthefuture/dockerfile-x\nINCLUDE ./y\nFROM debian:13\n"
    assert [one.rule.name for one in problems_of(text, "frontend-foreign")] == ["frontend-foreign"]
    assert findings_of("# syntax=docker/dockerfile:1\nINCLUDE ./y\nFROM debian:13\n", "frontend-foreign") == []
    assert findings_of("# syntax=docker/dockerfile-upstream:master\nINCLUDE ./y\n", "frontend-foreign") == []


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("older than the flag", "# syntax=docker/dockerfile:1.4\nFROM a\nADD --unpack a.tar /b\n", ["--unpack"]),
        ("new enough", "# syntax=docker/dockerfile:1.17\nFROM a\nADD --unpack a.tar /b\n", []),
        ("the newest of the series", "# syntax=docker/dockerfile:1\nFROM a\nADD --unpack a.tar /b\n", []),
        ("an exact version", "# syntax=docker/dockerfile:1.3.1\nFROM a\nCOPY <<E /b\nE\n", ["<<E"]),
        ("labs alone", "# syntax=docker/dockerfile:1\nFROM a\nRUN --device=x b\n", ["--device"]),
        ("labs", "# syntax=docker/dockerfile:1-labs\nFROM a\nRUN --device=x b\n", []),
        ("in labs before it was settled", "# syntax=docker/dockerfile:1.7-labs\nFROM a\nCOPY --parents a b\n", []),
        ("not settled yet", "# syntax=docker/dockerfile:1.7\nFROM a\nCOPY --parents a b\n", ["--parents"]),
        ("no frontend named, labs needed", "FROM a\nRUN --device=x b\n", ["--device"]),
        ("no frontend named", "FROM a\nCOPY --exclude=x a b\n", []),
        ("newer than any Engine of today has built in", "FROM a\nCOPY --parents a b\n", ["--parents"]),
    ],
)
def test_flags_and_the_frontend_that_is_asked_for(why, text, found):
    assert findings_of(text, "frontend-too-old") == found, why


def test_a_pattern_that_stops_the_build(tmp_path):
    (tmp_path / ".dockerignore").write_text("a\n[\n", encoding="utf-8")
    text = D + "COPY a.txt /x\n"
    found = problems_of(text, "value-invalid", read_context(tmp_path, tmp_path / "Dockerfile"))
    assert [(one.finding.variant, dict(one.finding.facts)["line"]) for one in found] == [("ignore-pattern", 2)]
