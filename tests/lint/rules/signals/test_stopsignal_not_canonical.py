"""`stopsignal-not-canonical` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixed

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
