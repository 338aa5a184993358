"""`instruction-unknown` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

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
            "the next line is indented",
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
