"""Labels that a schema asks for, and what kinds of values it allows."""

from __future__ import annotations

import pytest

from gorae.facts.label_kinds import is_licence_expression, is_valid
from lint.cases import findings_of, fixes_of


@pytest.mark.parametrize(
    ("why", "kind", "value", "expected"),
    [
        ("any text is a text", "text", "", True),
        ("an address may have all of its parts", "url", "https://x/y?z#a", True),
        ("any scheme makes an address", "url", "mailto:a@b", True),
        ("without a scheme it is a path", "url", "x/y", False),
        ("an address has no spaces", "url", "https://x y", False),
        ("seven digits are git's short hash", "hash", "0123abc", True),
        ("forty are its full one", "hash", "0" * 40, True),
        ("six are too few", "hash", "0123ab", False),
        ("git writes small letters", "hash", "0123ABC", False),
        ("three numbers are a version", "semver", "1.2.3", True),
        ("a version may go on", "semver", "1.2.3-rc.1+b.5", True),
        ("two numbers are none", "semver", "1.2", False),
        ("a letter in front is none", "semver", "v1.2.3", False),
        ("UTC is a Z", "rfc3339", "2026-11-24T09:00:00Z", True),
        ("fractions and another zone are allowed", "rfc3339", "2026-11-24T09:00:00.5+09:00", True),
        ("a day alone has no time", "rfc3339", "2026-11-24", False),
        ("there are twelve months", "rfc3339", "2026-13-24T09:00:00Z", False),
        ("an address of mail has a name and a host", "email", "a.b@c.kr", True),
        ("a person's name does not belong to it", "email", "A <a@b.kr>", False),
        ("the host is missing", "email", "a@", False),
        ("the licence's short name", "spdx", "MIT", True),
        ("licences are written with their capitals", "spdx", "mit", False),
        ("a name that SPDX has given up is none", "spdx", "GPL-2.0", False),
        ("an expression is more than one licence", "spdx", "MIT OR ISC", False),
    ],
)
def test_kinds(why, kind, value, expected):
    assert is_valid(kind, value) is expected, why


@pytest.mark.parametrize(
    ("why", "value", "expected"),
    [
        ("one licence is an expression", "MIT", True),
        ("OCI's expressions may have names that SPDX has given up", "GPL-2.0", True),
        ("a plus is `or later`", "Apache-2.0+", True),
        ("expressions may be nested", "(MIT OR ISC) AND Zlib", True),
        ("an exception goes with a licence", "GPL-2.0-only WITH Classpath-exception-2.0", True),
        ("a licence of one's own has its own prefix", "LicenseRef-mine", True),
        ("a space does not stand within a name", "Apache 2", False),
        ("an operator needs licences", "OR", False),
        ("nothing is no expression", "", False),
    ],
)
def test_expressions_of_licences(why, value, expected):
    assert is_licence_expression(value) is expected, why


def test_nothing_is_asked_without_a_schema():
    text = 'FROM debian:13\nLABEL a="" b=x\n'
    for rule in ("label-empty", "label-required", "label-url-invalid", "label-not-listed"):
        assert findings_of(text, rule) == []


@pytest.mark.parametrize(
    ("why", "kind", "value", "expected"),
    [
        ("an address without its scheme", "url", "github.com/a/b", ["https://github.com/a/b"]),
        ("quotes are kept", "url", '"github.com/a/b"', ['"https://github.com/a/b"']),
        ("git's address for SSH has a page, too", "url", "git@github.com:a/b.git", ["https://github.com/a/b"]),
        ("one word may be anything", "url", "somewhere", []),
        ("a sentence is no address", "url", '"see our wiki"', []),
        ("the name goes, the address stays", "email", '"Kim <kim@example.com>"', ['"kim@example.com"']),
        ("of two addresses neither is the one", "email", "'kim@example.com, lee@example.com'", []),
        ("no host can be guessed", "email", "kim", []),
        ("the letter goes, the missing number is none", "semver", "v1.4", ["1.4.0"]),
        ("a zero in front is none of the standard, but hadolint takes it", "semver", "1.04.2-rc.1", None),
        ("a capital letter goes as well", "semver", "V2", ["2.0.0"]),
        ("what follows the numbers stays", "semver", "1.4-rc.1", ["1.4.0-rc.1"]),
        ("a word is no version", "semver", "latest", []),
        ("capitals become small letters", "hash", "3F2A9C1", ["3f2a9c1"]),
        ("a version is no hash", "hash", "v1.4", []),
        ("a licence's capitals are known", "spdx", "mit", ["MIT"]),
        ("a licence's full name is known", "spdx", '"Apache License, Version 2.0"', ['"Apache-2.0"']),
        ("without `only` or `or later` both are offered", "spdx", "GPLv3", ["GPL-3.0-only", "GPL-3.0-or-later"]),
        ("the small GPL is known, too", "spdx", '"GNU LGPL 2.1"', ['"LGPL-2.1-only"', '"LGPL-2.1-or-later"']),
        ("no licence is of that name", "spdx", "proprietary", []),
        ("the word itself says nothing", "spdx", "license", []),
    ],
)
def test_what_a_value_was_meant_to_be(why, kind, value, expected):
    rules = {"spdx": "label-license-invalid", "semver": "label-version-invalid"}
    text = f"FROM debian:13\nLABEL x={value}\n"
    offered = fixes_of(text, rules.get(kind, f"label-{kind}-invalid"), label_schema=(("x", kind),))
    meant = [f"FROM debian:13\nLABEL x={one}\n" for one in expected or ()]
    assert offered == ([] if expected is None else [meant]), why
