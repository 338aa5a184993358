"""`windows-path-escape` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixed

RULE = "windows-path-escape"


WINDOWS = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        (
            "the directive stands behind the byte order mark",
            "\ufeff" + WINDOWS + "COPY a C:\\app\\\nRUN dir\n",
            "\ufeff# escape=`\n" + WINDOWS + "COPY a C:\\app\\\nRUN dir\n",
        ),
    ],
)
def test_fixed(why, text, after):
    assert fixed(text, RULE) == (after or text), why
