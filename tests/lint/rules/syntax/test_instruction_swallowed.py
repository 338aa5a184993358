"""`instruction-swallowed`: a continuation that takes the next instruction in."""

from __future__ import annotations

import pytest

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
