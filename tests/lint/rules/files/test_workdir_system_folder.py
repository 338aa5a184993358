"""`workdir-system-folder`: the working folder is one of the operating system's."""

from __future__ import annotations

import pytest

from lint.cases import findings_of


@pytest.mark.parametrize(
    ("why", "path", "is_found"),
    [
        ("devices are mounted there", "/dev/x", True),
        ("processes are mounted there", "/proc", True),
        ("the kernel is mounted there", "/sys/x", True),
        ("the system starts from there", "/boot", True),
        ("programs of the system", "/bin", True),
        ("libraries of the system, with a slash behind", "/lib/", True),
        ("a folder of one's own beside them", "/lib/app", False),
        ("a name that only begins like it", "/device", False),
        ("a folder for what is served", "/srv", False),
    ],
)
def test_folders_of_the_system(why, path, is_found):
    assert findings_of(f"FROM debian:13\nWORKDIR {path}\n", "workdir-system-folder") == ([path] if is_found else []), (
        why
    )
