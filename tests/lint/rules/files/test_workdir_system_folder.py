"""`workdir-system-folder`: the working folder is one of the operating system's."""

from __future__ import annotations

import pytest

from lint.cases import findings_of


@pytest.mark.parametrize(
    ("path", "is_found"),
    [
        ("/dev/x", True),
        ("/proc", True),
        ("/sys/x", True),
        ("/boot", True),
        ("/bin", True),
        ("/lib/", True),
        ("/lib/app", False),
        ("/device", False),
        ("/srv", False),
    ],
)
def test_folders_of_the_system(path, is_found):
    assert findings_of(f"FROM debian:13\nWORKDIR {path}\n", "workdir-system-folder") == ([path] if is_found else [])
