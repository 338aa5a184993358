"""Chains that become heredocs."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

RULE = "run-chain-long"


@pytest.mark.parametrize(
    ("why", "run", "after"),
    [
        ("one line", "RUN a && b && c", "RUN <<EOF\nset -e\na\nb\nc\nEOF"),
        ("flags stay", "run --mount=type=ssh a && b && c", "run --mount=type=ssh <<EOF\nset -e\na\nb\nc\nEOF"),
        ("lines within a command stay", "RUN a \\\n  -b && c && d", "RUN <<EOF\nset -e\na \\\n  -b\nc\nd\nEOF"),
        ("pipes and `||` of one command", "RUN a | b && c && d", "RUN <<EOF\nset -e\na | b\nc\nd\nEOF"),
    ],
)
def test_heredocs(why, run, after):
    assert findings_of(f"FROM a\n{run}\nUSER b\n", RULE) == ["&&"], why
    assert fixed(f"FROM a\n{run}\nUSER b\n", RULE) == f"FROM a\n{after}\nUSER b\n"


@pytest.mark.parametrize(
    ("why", "run"),
    [
        ("two commands are no chain", "a && b"),
        ("semicolons are not `&&`", "a; b; c"),
        ("the last is another operator", "a && b || c"),
        ("a heredoc is one already", "<<E\na && b && c\nE"),
        ("an exec form has no operators", '["a", "&&", "b", "&&", "c"]'),
        ("two commands, one of them a subshell", "a && (b && c)"),
    ],
)
def test_no_long_chains(why, run):
    assert findings_of(f"FROM a\nRUN {run}\n", RULE) == [], why


@pytest.mark.parametrize(
    ("why", "run"),
    [
        ("in a heredoc with `set -e` a negation ends nothing", "a && ! b && c"),
        ("a group would be taken apart", "a && { b; c; } && d"),
        ("the comment would be lost", "a && \\\n# why\n b && c"),
        ("the whole chain runs in the background", "a && b && c &"),
    ],
)
def test_chains_that_stay(why, run):
    assert applicabilities(f"FROM a\nRUN {run}\n", RULE) == ["none"], why
