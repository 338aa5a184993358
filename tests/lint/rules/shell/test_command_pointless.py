"""`command-pointless`: cases that are more than a text."""

from __future__ import annotations

import pytest

from lint.cases import check_offers, findings_of

RULE = "command-pointless"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("the command goes with its operator", "FROM a\nRUN ls && free && pwd\n", ["FROM a\nRUN ls && pwd\n"]),
        ("what reads its output would miss it", "FROM a\nRUN ls && free | tee /x\n", []),
        ("a comment would be lost", "FROM a\nRUN ls && \\\n    # 왜\n    service x start\n", []),
        ("what happens where the other fails would be lost", "FROM a\nRUN ls || service x start\n", []),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)


@pytest.mark.parametrize(
    ("why", "run", "found"),
    [
        ("an editor waits for a person", "vim x", ["vim"]),
        ("so does a list of processes", "make && top", ["top"]),
        ("its output is read", "top -b | head", []),
        ("an editor may be scripted", "vim -es -c q", []),
        ("nothing is switched off in a build", "shutdown now", ["shutdown"]),
        ("a version may be asked for", "vim --version", []),
        ("a service ends with its RUN", "service nginx start", ["service"]),
        ("systemd does not run in a build", "systemctl restart nginx", ["systemctl"]),
        ("the next command uses the service", "service db start && psql x", []),
        ("a status starts nothing", "service nginx status", []),
        ("the name is only an argument", "apt-get install -y vim", []),
        ("a path is the same program", "/usr/bin/free -m", ["/usr/bin/free"]),
    ],
)
def test_pointless_commands(why, run, found):
    assert findings_of(f"FROM debian:13\nRUN {run}\n", RULE) == found, why


def test_a_trigger_is_looked_at_and_a_start_is_not():
    assert findings_of("FROM a:1\nONBUILD RUN vim x\nCMD top\n", RULE) == ["vim"]
