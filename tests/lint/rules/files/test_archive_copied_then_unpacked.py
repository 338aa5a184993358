"""`archive-copied-then-unpacked`: an archive is copied, and unpacked in another layer."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities


@pytest.mark.parametrize(
    ("run", "fix"),
    [
        ("tar -xf /t/a.tar -C /o", "unsafe"),
        ("tar -xf /t/a.tar -C /o && rm /t/a.tar", "unsafe"),
        ("tar -xf /t/a.tar", "none"),
        ("tar -xf /t/a.tar -C $X", "none"),
        ("tar -xf /t/a.tar -C /o --strip-components=1", "none"),
        ("tar -xf /t/a.tar -C /o && make", "none"),
    ],
)
def test_which_archives_add_can_unpack(run, fix):
    assert applicabilities(f"FROM debian:13\nCOPY a.tar /t/\nRUN {run}\n", "archive-copied-then-unpacked") == [fix]
