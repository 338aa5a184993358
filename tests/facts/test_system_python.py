"""Whether a system's own pip refuses to install, and what that leaves of fixes."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.facts.system_python import is_guarded
from gorae.images import System
from gorae.lint.engine import check
from gorae.syntax import parse

GUARDED = {
    "Debian since 12": ("debian", {"10": False, "11": False, "12": True, "13": True}),
    "Ubuntu since 23.04": ("ubuntu", {"20.04": False, "22.04": False, "22.10": False, "23.04": True, "24.04": True}),
    "Alpine since 3.19": ("alpine", {"3.9": False, "3.18": False, "3.19": True, "3.23": True}),
    "a release that is no number": ("debian", {"sid": False, "": False}),
    "a system that nothing is known of": ("opensuse", {"16.0": False}),
}


@pytest.mark.parametrize(("name", "releases"), GUARDED.values(), ids=GUARDED)
def test_is_guarded(name, releases):
    assert {release: is_guarded(System(name, release)) for release in releases} == releases


# Where the system has no pip, installing it helps only where it then installs. Of Ubuntu's images nothing is said at all.
FIXES = [
    (
        "Debian 11 lets pip install into the system",
        "debian:11",
        "apt-get install -y --no-install-recommends python3-pip",
    ),
    ("Debian 12 refuses it", "debian:12", None),
    ("Debian 13 refuses it", "debian:13", None),
    ("Alpine 3.18 lets pip install into the system", "alpine:3.18", "apk add --no-cache py3-pip"),
    ("Alpine 3.19 refuses it", "alpine:3.19", None),
]


@pytest.mark.parametrize(("why", "image", "command"), FIXES)
def test_a_missing_pip_gets_no_fix_that_fails_next(why, image, command):
    (found,) = check(parse(f"FROM {image}\nRUN pip install flask\n"), Settings(select=("program-missing",)))
    written = [edit.text for fix in found.fixes for edit in fix.edits]
    assert len(written) == (command is not None), why
    assert all(command in text for text in written), why
