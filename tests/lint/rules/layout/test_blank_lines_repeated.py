"""`blank-lines-repeated`: Several blank lines in a row, or blank lines at the file's start or end."""

from __future__ import annotations

import pytest

from lint.layout_cases import check_fix

RULE = "blank-lines-repeated"


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("three between two instructions", "FROM a\n\n \n\nRUN b\n", "FROM a\n\nRUN b\n"),
        ("a single one is right", "FROM a\n\nRUN b\n", "FROM a\n\nRUN b\n"),
        ("start and end", "\n\nFROM a\n\n", "FROM a\n"),
        ("would make a directive", "\n# escape=`\nFROM a\n", "\n# escape=`\nFROM a\n"),
        ("a heredoc", "RUN <<E\n\n\n\nE\n", "RUN <<E\n\n\n\nE\n"),
        ("inside of an instruction", "RUN a \\\n\n\n b\n", "RUN a \\\n\n\n b\n"),
        ("CRLF stays CRLF", "FROM a\r\n\r\n\r\nRUN b\r\n", "FROM a\r\n\r\nRUN b\r\n"),
    ],
)  # fmt: skip
def test_fixes(why, text, wanted):
    check_fix(RULE, why, text, wanted)
