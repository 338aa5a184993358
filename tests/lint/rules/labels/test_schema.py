"""Labels that a schema asks for, and what kinds of values it allows."""

from __future__ import annotations

import pytest

from gorae.facts.label_kinds import is_licence_expression, is_valid
from lint.cases import findings_of, fixes_of


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", "", True),
        ("url", "https://x/y?z#a", True),
        ("url", "mailto:a@b", True),
        ("url", "x/y", False),
        ("url", "https://x y", False),
        ("hash", "0123abc", True),
        ("hash", "0" * 40, True),
        ("hash", "0123ab", False),
        ("hash", "0123ABC", False),
        ("semver", "1.2.3", True),
        ("semver", "1.2.3-rc.1+b.5", True),
        ("semver", "1.2", False),
        ("semver", "v1.2.3", False),
        ("rfc3339", "2026-11-24T09:00:00Z", True),
        ("rfc3339", "2026-11-24T09:00:00.5+09:00", True),
        ("rfc3339", "2026-11-24", False),
        ("rfc3339", "2026-13-24T09:00:00Z", False),
        ("email", "a.b@c.kr", True),
        ("email", "A <a@b.kr>", False),
        ("email", "a@", False),
        ("spdx", "MIT", True),
        ("spdx", "mit", False),
        ("spdx", "GPL-2.0", False),
        ("spdx", "MIT OR ISC", False),
    ],
)
def test_kinds(kind, value, expected):
    assert is_valid(kind, value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("MIT", True),
        ("GPL-2.0", True),
        ("Apache-2.0+", True),
        ("(MIT OR ISC) AND Zlib", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", True),
        ("LicenseRef-mine", True),
        ("Apache 2", False),
        ("OR", False),
        ("", False),
    ],
)
def test_expressions_of_licences(value, expected):
    assert is_licence_expression(value) is expected


def test_nothing_is_asked_without_a_schema():
    text = 'FROM debian:13\nLABEL a="" b=x\n'
    for rule in ("label-empty", "label-required", "label-url-invalid", "label-not-listed"):
        assert findings_of(text, rule) == []


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("url", "github.com/a/b", ["https://github.com/a/b"]),
        ("url", '"github.com/a/b"', ['"https://github.com/a/b"']),
        ("url", "git@github.com:a/b.git", ["https://github.com/a/b"]),
        ("url", "somewhere", []),
        ("url", '"see our wiki"', []),
        ("email", '"Kim <kim@example.com>"', ['"kim@example.com"']),
        ("email", "'kim@example.com, lee@example.com'", []),
        ("email", "kim", []),
        ("semver", "v1.4", ["1.4.0"]),
        ("semver", "1.04.2-rc.1", []),
        ("semver", "V2", ["2.0.0"]),
        ("semver", "1.4-rc.1", ["1.4.0-rc.1"]),
        ("semver", "latest", []),
        ("hash", "3F2A9C1", ["3f2a9c1"]),
        ("hash", "v1.4", []),
        ("spdx", "mit", ["MIT"]),
        ("spdx", '"Apache License, Version 2.0"', ['"Apache-2.0"']),
        ("spdx", "GPLv3", ["GPL-3.0-only", "GPL-3.0-or-later"]),
        ("spdx", '"GNU LGPL 2.1"', ['"LGPL-2.1-only"', '"LGPL-2.1-or-later"']),
        ("spdx", "proprietary", []),
        ("spdx", "license", []),
    ],
)
def test_what_a_value_was_meant_to_be(kind, value, expected):
    rules = {"spdx": "label-license-invalid", "semver": "label-version-invalid"}
    text = f"FROM debian:13\nLABEL x={value}\n"
    offered = fixes_of(text, rules.get(kind, f"label-{kind}-invalid"), label_schema=(("x", kind),))
    assert offered == [[f"FROM debian:13\nLABEL x={one}\n" for one in expected]] or not (offered or expected)
