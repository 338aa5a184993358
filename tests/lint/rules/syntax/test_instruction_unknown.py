"""`instruction-unknown` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.lint.engine import check
from gorae.syntax import parse
from lint.cases import fixed

UNKNOWN = "instruction-unknown"


@pytest.mark.parametrize(
    ("why", "written", "right"),
    [
        ("a letter too many", "RUNN", "RUN"),
        ("in the letters of the file", "runn", "run"),
        ("mixed letters become capitals", "Runn", "RUN"),
        ("two letters have changed places", "ENTRYPIONT", "ENTRYPOINT"),
        ("nothing comes near", "FOO", "FOO"),
    ],
)
def test_the_nearest_instruction(why, written, right):
    assert fixed(f"FROM debian:13\n{written} x\n", UNKNOWN) == f"FROM debian:13\n{right} x\n", why


D = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        (
            "the next line is indented, and a command of its own",
            "RUN groupadd x\n    useradd y && \\\n    true\n",
            "RUN groupadd x && \\\n    useradd y && \\\n    true\n",
        ),
        ("a program", "RUN mkdir a\ncp b c\n", "RUN mkdir a && \\\ncp b c\n"),
        (
            "the lines above end in a semicolon",
            "RUN a; \\\n  cd b\n  make c; \\\n  d\n",
            "RUN a; \\\n  cd b; \\\n  make c; \\\n  d\n",
        ),
        ("an operator stands there", "RUN mkdir a &&\n  chmod 1 a\n", "RUN mkdir a && \\\n  chmod 1 a\n"),
        ("a package of the list above", "RUN apk add git\n  make\n", "RUN apk add git \\\n  make\n"),
        ("an option", "RUN apt-get install\n-y curl\n", "RUN apt-get install \\\n-y curl\n"),
        ("a slip of the keyboard", "RUN a\nUSRE b\n", "RUN a\nUSER b\n"),
    ],
)
def test_a_line_that_lacks_its_continuation(why, text, after):
    assert fixed(D + text, "instruction-unknown") == D + after, why


@pytest.mark.parametrize(
    ("why", "text", "others"),
    [
        (
            "no safe fix writes behind the line that lacks its continuation",
            "RUN apt-get update\n    apt-get install -y a && \\\n    b\n",
            [],
        ),
        ("a heredoc is no folder", "WORKDIR <<EOF\n/x\nEOF\n", []),
        ("what ends the build first is said, too", "COPY a\n    /srv/\n", ["syntax-error"]),
    ],
)
def test_what_else_is_said(why, text, others):
    found = [one.rule.name for one in check(parse(D + text), Settings()) if one.span.start >= len(D)]
    assert [one for one in found if one != UNKNOWN] == others, why
