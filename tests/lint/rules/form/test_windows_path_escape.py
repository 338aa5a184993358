"""`windows-path-escape` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of, fixed

ESCAPE = "windows-path-escape"

WINDOWS = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (
            ESCAPE,
            "\ufeff" + WINDOWS + "COPY a C:\\app\\\nRUN dir\n",
            "\ufeff# escape=`\n" + WINDOWS + "COPY a C:\\app\\\nRUN dir\n",
        ),
    ],
)
def test_fixed(rule, text, after):
    assert fixed(text, rule) == (after or text)


WINDOWS_TOO = "FROM mcr.microsoft.com/windows/servercore:ltsc2025\n"


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("windows-path-escape", WINDOWS_TOO + "COPY a.exe C:\\\nRUN dir\n", ["\\"]),
        ("windows-path-escape", WINDOWS_TOO + "COPY a.exe app\\bin\\  \nRUN dir\n", ["\\"]),
        ("windows-path-escape", WINDOWS_TOO + "RUN a && \\\n  b\n", []),
        ("windows-path-escape", "# escape=`\n" + WINDOWS_TOO + "COPY a.exe C:\\\nRUN dir\n", []),
        ("windows-path-escape", "FROM debian:13\nCOPY a.exe C:\\\nRUN dir\n", []),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (
            "windows-path-escape",
            WINDOWS_TOO + "COPY a C:\\\nRUN a && \\\n  b\n",
            WINDOWS_TOO + "COPY a C:\\\nRUN a && \\\n  b\n",
        ),
        (
            "windows-path-escape",
            "# syntax=docker/dockerfile:1\n" + WINDOWS_TOO + "COPY a C:\\\nRUN b\n",
            "# syntax=docker/dockerfile:1\n# escape=`\n" + WINDOWS_TOO + "COPY a C:\\\nRUN b\n",
        ),
    ],
)
def test_what_the_fix_writes(rule: str, text: str, after: str):
    assert fixed(text, rule) == after
