"""`run-consecutive` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixed


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("the link is replaced", "ln -sf /bin/bash /bin/sh"),
        ("the link is deleted and made again", "rm /bin/sh && ln -s bash /bin/sh"),
        ("Debian's own program replaces it", "dpkg-reconfigure -f noninteractive dash"),
    ],
)
def test_another_shell_begins_with_the_next_run(why, text):
    """Joined, what follows would still run in the shell that was replaced."""
    before = f"FROM debian:13-slim\nRUN {text}\nRUN source /etc/profile\n"
    assert fixed(before, "run-consecutive") == before, why
    behind = f"FROM debian:13-slim\nRUN true x\nRUN {text}\n"
    assert fixed(behind, "run-consecutive").count("RUN") == 1, why
