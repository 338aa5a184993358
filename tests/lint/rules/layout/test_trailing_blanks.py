"""`trailing-blanks`: Blanks at the end of a line."""

from __future__ import annotations

import pytest

from lint.layout_cases import check_fix

RULE = "trailing-blanks"


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("a plain line", "FROM a  \n", "FROM a\n"),
        ("behind a continuation", "RUN a \\ \t\n  b\t\r\n", "RUN a \\\n  b\r\n"),
        ("a comment, a blank line", "# x \n  \nFROM a", "# x\n\nFROM a"),
        ("a heredoc", "RUN <<E \na  \nE\n", "RUN <<E\na  \nE\n"),
        ("no end of a heredoc", "RUN <<E\nE \nE\n", "RUN <<E\nE \nE\n"),
    ],
)  # fmt: skip
def test_fixes(why, text, wanted):
    check_fix(RULE, why, text, wanted)
