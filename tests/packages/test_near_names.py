"""What a name that apt does not find was meant for."""

from __future__ import annotations

import pytest

from gorae.packages import new_name, release_of
from gorae.packages.near_names import slips


@pytest.mark.parametrize(
    ("why", "number", "name", "expected"),
    [
        # One letter from two names: the one that is installed more often.
        ("a letter for its mirror image", "13", "libpg-dev", "libpq-dev"),
        ("a letter twice", "12", "libpngg-dev", "libpng-dev"),
        ("the last letter is missing", "13", "ca-certificate", "ca-certificates"),
        ("two letters in the middle swapped", "13", "crul", "curl"),
        ("two letters at the end swapped", "13", "wgte", "wget"),
        ("a letter is missing on Ubuntu", "24.04", "buld-essential", "build-essential"),
        ("two slips in a long name", "13", "bulid-esential", "build-essential"),
        ("two letters swapped before a suffix", "13", "pyhton3-pip", "python3-pip"),
        # The ending or the beginning is missing, or another system's.
        ("a library's name for its headers", "13", "libpq", "libpq-dev"),
        ("the prefix is missing", "13", "ssl-dev", "libssl-dev"),
        ("the version within the name is missing", "13", "libxml-dev", "libxml2-dev"),
        ("Red Hat's suffix for headers", "22.04", "libffi-devel", "libffi-dev"),
        # A program's name in place of its package's.
        ("a program's name for its package", "13", "killall", "psmisc"),
        ("a program of a package with a longer name", "13", "envsubst", "gettext-base"),
        ("a program's short name", "13", "rg", "ripgrep"),
        ("the package has one letter more", "13", "node", "nodejs"),
        # Rare, and one letter from one name alone.
        ("the last letter is another", "13", "cowsai", "cowsay"),
        # A number is not a slip; and what is like nothing is like nothing.
        ("a version that does not exist is no slip", "13", "libicu99", None),
        ("nothing is near", "13", "no-such-thing", None),
        ("a package of somebody else's repository", "13", "mongodb-org", None),
        ("a company's own package", "13", "my-company-agent", None),
        ("letters that no package has", "13", "가나다", None),
    ],
)
def test_meant(why: str, number: str, name: str, expected: str | None) -> None:
    release = release_of(number)
    assert release is not None, why
    assert new_name(release, name) == expected, why


@pytest.mark.parametrize(
    ("why", "one", "other", "count"),
    [("the same word", "curl", "curl", 0), ("two neighbours swapped", "crul", "curl", 1), ("a letter missing", "cur", "curl", 1), ("a letter too many", "curll", "curl", 1), ("a letter for another", "corl", "curl", 1), ("more than is looked for is one more than that", "abcd", "curl", 3), ("another digit is another version, no slip", "php7", "php8", 3)],
)  # fmt: skip
def test_slips(why: str, one: str, other: str, count: int) -> None:
    assert slips(one, other, 2) == count, why
