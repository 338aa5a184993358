"""`final-newline-missing`: the last line has no newline."""

from __future__ import annotations

import pytest

from lint.layout_cases import check_fix

RULE = "final-newline-missing"


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("the file's line ends", "FROM a\r\nRUN b", "FROM a\r\nRUN b\r\n"),
        ("an open heredoc", "RUN <<E\na", "RUN <<E\na"),
        ("a closed heredoc", "RUN <<E\na\nE", "RUN <<E\na\nE\n"),
        ("an empty file", "", ""),
    ],
)  # fmt: skip
def test_fixes(why, text, wanted):
    check_fix(RULE, why, text, wanted)
