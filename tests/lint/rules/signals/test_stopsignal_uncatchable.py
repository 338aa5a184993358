"""`stopsignal-uncatchable` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of

CAUGHT = "stopsignal-uncatchable"


def test_the_reason_differs():
    from gorae.lint import messages
    from lint.cases import problems_of

    kill, stop = problems_of("FROM debian:13\nSTOPSIGNAL SIGKILL\nSTOPSIGNAL SIGSTOP\n", CAUGHT)
    assert messages.message(kill, "en") != messages.message(stop, "en")
    assert (kill.finding.variant, stop.finding.variant) == ("", "stop")


HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("no program can catch it", f"{HEAD}STOPSIGNAL SIGKILL\n", ["SIGKILL"]),
        ("its number is the same", f"{HEAD}STOPSIGNAL 9\n", ["9"]),
        ("nor the one that stops it for a while", f"{HEAD}STOPSIGNAL stop\n", ["stop"]),
        ("a program can catch this one", f"{HEAD}STOPSIGNAL SIGTERM\n", []),
        ("the variable's value is not known", f"{HEAD}STOPSIGNAL $S\n", []),
        ("Windows has no signals", "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSTOPSIGNAL 9\n", []),
    ],
)
def test_uncatchable(why, text, found):
    assert findings_of(text, "stopsignal-uncatchable") == found
    assert applicabilities(text, "stopsignal-uncatchable") == ["unsafe"] * len(found)
