"""`stopsignal-not-canonical` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

CANONICAL = "stopsignal-not-canonical"


@pytest.mark.parametrize(
    ("why", "written", "right"),
    [
        ("the first number", "1", "SIGHUP"),
        ("the last of the ordinary ones", "31", "SIGSYS"),
        ("real-time signals begin at 34", "34", "SIGRTMIN"),
        ("they count from the first", "35", "SIGRTMIN+1"),
        ("the last that counts from the first", "49", "SIGRTMIN+15"),
        (
            "the Engine knows no SIGRTMIN+16, so it counts from the last",
            "50",
            "SIGRTMAX-14",
        ),
        ("the last of all", "64", "SIGRTMAX"),
        ("System V's name for SIGCHLD", "cld", "SIGCHLD"),
        ("a real-time signal from the last, in small letters", "rtmax-1", "SIGRTMAX-1"),
    ],
)
def test_the_full_name(why, written, right):
    assert fixed(f"FROM debian:13\nSTOPSIGNAL {written}\n", CANONICAL) == f"FROM debian:13\nSTOPSIGNAL {right}\n", why


HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "written", "name"),
    [
        ("the number that everybody knows", "9", "SIGKILL"), ("the Engine's default by its number", "15", "SIGTERM"), ("the last ordinary number", "31", "SIGSYS"), ("the first real-time number", "34", "SIGRTMIN"), ("systemd's by its number", "37", "SIGRTMIN+3"),
        ("without the prefix, in small letters", "term", "SIGTERM"), ("mixed capitals", "SigQuit", "SIGQUIT"), ("quotes go with it", '"SIGINT"', "SIGINT"), ("a real-time name without its prefix", "RTMIN+3", "SIGRTMIN+3"),
        ("a real-time name in small letters", "rtmax-2", "SIGRTMAX-2"), ("System V's name", "CLD", "SIGCHLD"),
    ],
)  # fmt: skip
def test_names(why, written, name):
    text = f"{HEAD}STOPSIGNAL {written}\n"
    assert findings_of(text, "stopsignal-not-canonical") == [written]
    assert fixed(text, "stopsignal-not-canonical", unsafe=False) == f"{HEAD}STOPSIGNAL {name}\n"


@pytest.mark.parametrize(
    ("why", "written"),
    [
        ("as it should be", "SIGTERM"),
        ("a real-time name as it should be", "SIGRTMIN+3"),
        ("a variable's value is not known", "$SIGNAL"),
        ("no signal has the number zero", "0"),
        ("32 is the C library's own", "32"),
        ("there are 64", "65"),
        ("no such name", "SIGNOTHING"),
        ("more than there are", "RTMIN+31"),
        ("nothing is written", ""),
    ],
)
def test_names_that_are_left_alone(why, written):
    assert findings_of(f"{HEAD}STOPSIGNAL {written}\n", "stopsignal-not-canonical") == [], why
