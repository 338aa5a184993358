"""`useradd-sparse-log`: useradd with a high id writes a log of gigabytes."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("run", "after"),
    [
        ("useradd -u 100000 x", "useradd -l -u 100000 x"),
        ("useradd --uid=1000620000 x", "useradd -l --uid=1000620000 x"),
        ("useradd -u 99999 x", None),
        ("useradd -l -u 100000 x", None),
        ("useradd --no-log-init -u 100000 x", None),
        ("useradd -u $X x", None),
        ("adduser -u 100000 x", None),
    ],
)
def test_high_ids(run, after):
    text = f"FROM debian:13\nRUN {run}\n"
    assert bool(findings_of(text, "useradd-sparse-log")) is (after is not None)
    assert fixed(text, "useradd-sparse-log", unsafe=False) == (f"FROM debian:13\nRUN {after}\n" if after else text)
