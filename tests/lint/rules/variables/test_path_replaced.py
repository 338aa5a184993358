"""`path-replaced`: an ENV PATH that loses the folders that were there."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

RULE = "path-replaced"
CASES = {
    "a folder alone": ("debian:13", "ENV PATH=/opt/app/bin", ["/opt/app/bin"]),
    "two folders, none of the system's": ("debian:13", 'ENV PATH="/a:/b"', ['"/a:/b"']),
    "single quotes keep the variable as text": ("debian:13", "ENV PATH='/opt/app/bin:$PATH'", ["'/opt/app/bin:$PATH'"]),
    "double quotes fill it in": ("debian:13", 'ENV PATH="/opt/app/bin:$PATH"', []),
    "with what was there": ("debian:13", "ENV PATH=/opt/app/bin:$PATH", []),
    "written out in full": (
        "debian:13",
        "ENV PATH=/opt/a:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        [],
    ),
    "an image with nothing else in it": ("scratch", "ENV PATH=/app", []),
    "another variable": ("debian:13", "ENV MYPATH=/opt", []),
    "Windows puts the system's folders before it": (
        "mcr.microsoft.com/windows/servercore:ltsc2025",
        "ENV PATH=C:\\app",
        [],
    ),
}


@pytest.mark.parametrize(("base", "line", "words"), CASES.values(), ids=CASES.keys())
def test_cases(base: str, line: str, words: list[str]) -> None:
    assert findings_of(f"FROM {base}\n{line}\n", RULE) == words


def test_the_fix_stays_within_the_quotes() -> None:
    assert (
        fixed('FROM debian:13\nENV A=1 PATH="/a:/b" B=2\n', RULE) == 'FROM debian:13\nENV A=1 PATH="/a:/b:$PATH" B=2\n'
    )


def test_the_fix_of_single_quotes_lets_the_variable_be_filled_in() -> None:
    before = "FROM debian:13\nENV PATH='/opt/app/bin:$PATH'\n"
    assert fixed(before, RULE) == before.replace("'", '"')
    mixed = "FROM debian:13\nENV PATH='/opt/\"a\":$PATH'\n"
    assert fixed(mixed, RULE) == mixed
