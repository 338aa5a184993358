"""`stopsignal-not-canonical` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

CANONICAL = "stopsignal-not-canonical"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1", "SIGHUP"),
        ("31", "SIGSYS"),
        ("34", "SIGRTMIN"),
        ("35", "SIGRTMIN+1"),
        ("49", "SIGRTMIN+15"),
        ("50", "SIGRTMAX-14"),  # the Engine knows no SIGRTMIN+16
        ("64", "SIGRTMAX"),
        ("cld", "SIGCHLD"),
        ("rtmax-1", "SIGRTMAX-1"),
    ],
)
def test_the_full_name(written, right):
    assert fixed(f"FROM debian:13\nSTOPSIGNAL {written}\n", CANONICAL) == f"FROM debian:13\nSTOPSIGNAL {right}\n"


HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("9", "SIGKILL"), ("15", "SIGTERM"), ("31", "SIGSYS"), ("34", "SIGRTMIN"), ("37", "SIGRTMIN+3"),
        ("term", "SIGTERM"), ("SigQuit", "SIGQUIT"), ('"SIGINT"', "SIGINT"), ("RTMIN+3", "SIGRTMIN+3"),
        ("rtmax-2", "SIGRTMAX-2"), ("CLD", "SIGCHLD"),
    ],
)  # fmt: skip
def test_names(written, name):
    text = f"{HEAD}STOPSIGNAL {written}\n"
    assert findings_of(text, "stopsignal-not-canonical") == [written]
    assert fixed(text, "stopsignal-not-canonical", unsafe=False) == f"{HEAD}STOPSIGNAL {name}\n"


@pytest.mark.parametrize("written", ["SIGTERM", "SIGRTMIN+3", "$SIGNAL", "0", "32", "65", "SIGNOTHING", "RTMIN+31", ""])
def test_names_that_are_left_alone(written):
    assert findings_of(f"{HEAD}STOPSIGNAL {written}\n", "stopsignal-not-canonical") == []
