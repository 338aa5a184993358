"""What a name that apt does not find was meant for."""

from __future__ import annotations

import pytest

from gorae.packages import new_name, release_of
from gorae.packages.near_names import slips


@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        # One letter from two names: the one that is installed more often.
        ("13", "libpg-dev", "libpq-dev"),
        ("12", "libpngg-dev", "libpng-dev"),
        ("13", "ca-certificate", "ca-certificates"),
        ("13", "crul", "curl"),
        ("13", "wgte", "wget"),
        ("24.04", "buld-essential", "build-essential"),
        ("13", "bulid-esential", "build-essential"),
        ("13", "pyhton3-pip", "python3-pip"),
        # The ending or the beginning is missing, or another system's.
        ("13", "libpq", "libpq-dev"),
        ("13", "ssl-dev", "libssl-dev"),
        ("13", "libxml-dev", "libxml2-dev"),
        ("22.04", "libffi-devel", "libffi-dev"),
        # A program's name in place of its package's.
        ("13", "killall", "psmisc"),
        ("13", "envsubst", "gettext-base"),
        ("13", "rg", "ripgrep"),
        ("13", "node", "nodejs"),
        # Rare, and one letter from one name alone.
        ("13", "cowsai", "cowsay"),
        # A number is not a slip; and what is like nothing is like nothing.
        ("13", "libicu99", None),
        ("13", "no-such-thing", None),
        ("13", "mongodb-org", None),
        ("13", "my-company-agent", None),
        ("13", "가나다", None),
    ],
)
def test_meant(number: str, name: str, expected: str | None) -> None:
    release = release_of(number)
    assert release is not None
    assert new_name(release, name) == expected


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("curl", "curl", 0), ("crul", "curl", 1), ("cur", "curl", 1), ("curll", "curl", 1), ("corl", "curl", 1), ("abcd", "curl", 3), ("php7", "php8", 3)],
)  # fmt: skip
def test_slips(one: str, other: str, count: int) -> None:
    assert slips(one, other, 2) == count
