"""`instruction-swallowed`: a continuation that takes the next instruction in."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.lint.engine import check
from gorae.syntax import parse
from lint.cases import findings_of, fixed

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
        ("the CMD that HEALTHCHECK takes", "HEALTHCHECK --interval=9s \\\nCMD curl -f http://localhost/\n", None, None),
        ("the CMD behind it", "HEALTHCHECK --interval=9s \\\nCMD true \\\nCMD a\n", "\\\nCMD", None),
        (
            "a HEALTHCHECK that has its CMD",
            "HEALTHCHECK CMD true \\\nCMD a\n",
            "\\\nCMD",
            "HEALTHCHECK CMD true\nCMD a\n",
        ),
        ("what ONBUILD takes", "ONBUILD \\\nRUN a\n", None, None),
        ("a folder of Windows", "COPY a C:\\\nRUN b\n", None, None),
    ],
)
def test_an_instruction_swallowed(why, text, found, after):
    assert findings_of(D + text, "instruction-swallowed") == ([found] if found else []), why
    if after:
        assert fixed(D + text, "instruction-swallowed") == D + after, why


@pytest.mark.parametrize(
    ("why", "text", "severity"),
    [
        ("what is refused of the whole is said at the cause", "COPY a \\\nRUN curl \\\n https://e.com/x /b\n", "error"),
        ("a signal of several words is none", "STOPSIGNAL 9 \\\nRUN a\n", "error"),
        ("where it builds, otherwise than meant", "WORKDIR /a \\\nRUN b\n", "warning"),
    ],
)
def test_it_alone_speaks_of_what_it_took_in(why, text, severity):
    problems = [(one.rule.name, one.severity) for one in check(parse("FROM debian:13-slim\n" + text), Settings())]
    assert problems == [("instruction-swallowed", severity)], why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a fix would write behind what was swallowed", "RUN apt-get update && \\\n\nWORKDIR /app\n"),
        ("the keyword would be a package", 'RUN apt-get update && apt-get install -y curl \\\nENTRYPOINT ["/x"]\n'),
        ("the words would be labels", 'LABEL a=b \\\nCMD ["x"]\n'),
    ],
)
def test_it_stands_alone_in_its_instruction(why, text):
    found = [one for one in check(parse(D.replace("13", "13-slim") + text), Settings()) if one.span.start > len(D)]
    assert [one.rule.name for one in found] == ["instruction-swallowed"], why
