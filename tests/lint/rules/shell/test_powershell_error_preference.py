"""`powershell-error-preference`: cases that are more than a text."""

import pytest

from lint.cases import findings_of, fixed

WINDOWS = "FROM mcr.microsoft.com/windows/servercore:ltsc2025\n"


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (
            "powershell-error-preference",
            WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN New-Item a; New-Item b\nRUN New-Item c; New-Item d\n',
            ['"powershell", "-Command"'],
        ),
        ("powershell-error-preference", WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN New-Item a\n', []),
        ("powershell-error-preference", WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN $x = 1; New-Item a\n', []),
        ("powershell-error-preference", WINDOWS + 'SHELL ["powershell", "-Command"]\nRUN New-Item "a;b"\n', []),
        (
            "powershell-error-preference",
            WINDOWS
            + 'SHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN New-Item a; New-Item b\n',
            [],
        ),
        ("powershell-error-preference", WINDOWS + "RUN powershell -Command New-Item a; New-Item b\n", ["powershell"]),
        (
            "powershell-error-preference",
            WINDOWS + "RUN powershell -Command New-Item a -ErrorAction Stop; New-Item b\n",
            [],
        ),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (
            "powershell-error-preference",
            WINDOWS + 'RUN powershell -Command "New-Item a; New-Item b"\n',
            WINDOWS + "RUN powershell -Command \"$ErrorActionPreference = 'Stop'; New-Item a; New-Item b\"\n",
        ),
    ],
)
def test_what_the_fix_writes(rule: str, text: str, after: str):
    assert fixed(text, rule) == after
