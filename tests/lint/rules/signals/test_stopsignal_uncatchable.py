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
    ("text", "found"),
    [
        (f"{HEAD}STOPSIGNAL SIGKILL\n", ["SIGKILL"]),
        (f"{HEAD}STOPSIGNAL 9\n", ["9"]),
        (f"{HEAD}STOPSIGNAL stop\n", ["stop"]),
        (f"{HEAD}STOPSIGNAL SIGTERM\n", []),
        (f"{HEAD}STOPSIGNAL $S\n", []),
        ("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSTOPSIGNAL 9\n", []),
    ],
)
def test_uncatchable(text, found):
    assert findings_of(text, "stopsignal-uncatchable") == found
    assert applicabilities(text, "stopsignal-uncatchable") == ["unsafe"] * len(found)
