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
    "run",
    ["a && b", "a; b; c", "a && b || c", "<<E\na && b && c\nE", '["a", "&&", "b", "&&", "c"]', "a && (b && c)"],
)
def test_no_long_chains(run):
    assert findings_of(f"FROM a\nRUN {run}\n", RULE) == []


@pytest.mark.parametrize("run", ["a && ! b && c", "a && { b; c; } && d", "a && \\\n# why\n b && c", "a && b && c &"])
def test_chains_that_stay(run):
    assert applicabilities(f"FROM a\nRUN {run}\n", RULE) == ["none"]
