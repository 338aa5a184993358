"""`archive-copied-then-unpacked`: an archive is copied, and unpacked in another layer."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities


@pytest.mark.parametrize(
    ("why", "run", "fix"),
    [
        ("ADD unpacks it there", "tar -xf /t/a.tar -C /o", "unsafe"),
        ("the archive is deleted, as ADD leaves none", "tar -xf /t/a.tar -C /o && rm /t/a.tar", "unsafe"),
        ("the folder is not known", "tar -xf /t/a.tar", "none"),
        ("a variable's folder is not known", "tar -xf /t/a.tar -C $X", "none"),
        ("ADD cannot leave folders out", "tar -xf /t/a.tar -C /o --strip-components=1", "none"),
        ("what follows may want the archive", "tar -xf /t/a.tar -C /o && make", "none"),
    ],
)
def test_which_archives_add_can_unpack(why, run, fix):
    assert applicabilities(f"FROM debian:13\nCOPY a.tar /t/\nRUN {run}\n", "archive-copied-then-unpacked") == [fix], why
