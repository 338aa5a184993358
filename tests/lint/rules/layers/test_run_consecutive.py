"""`run-consecutive` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixed


@pytest.mark.parametrize(
    "text",
    ["ln -sf /bin/bash /bin/sh", "rm /bin/sh && ln -s bash /bin/sh", "dpkg-reconfigure -f noninteractive dash"],
)
def test_another_shell_begins_with_the_next_run(text):
    """Joined, what follows would still run in the shell that was replaced."""
    before = f"FROM debian:13-slim\nRUN {text}\nRUN source /etc/profile\n"
    assert fixed(before, "run-consecutive") == before
    behind = f"FROM debian:13-slim\nRUN true x\nRUN {text}\n"
    assert fixed(behind, "run-consecutive").count("RUN") == 1
