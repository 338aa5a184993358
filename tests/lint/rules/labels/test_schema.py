"""Labels that a schema asks for, and what kinds of values it allows."""

from __future__ import annotations

import pytest

from gorae.facts.label_kinds import is_licence_expression, is_valid
from lint.cases import findings_of, fixes_of

SCHEMA = (("a", "text"), ("b", "url"))


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


@pytest.mark.parametrize(
    ("labels", "rule", "found"),
    [
        ('LABEL a=""', "label-empty", ['a=""']),
        ('LABEL c=""', "label-empty", []),
        ("LABEL a=1 c=2", "label-not-listed", ["c"]),
        ("LABEL b=x", "label-url-invalid", ["x"]),
        ("LABEL b=$X", "label-url-invalid", []),
        ('LABEL b=""', "label-url-invalid", []),
        ("LABEL a=x", "label-url-invalid", []),
        ("LABEL a=1", "label-required", ["debian:13"]),
        ("LABEL a=1\nLABEL b=https://x", "label-required", []),
        ("LABEL $X=1", "label-required", []),
        (
            "LABEL com.docker.x=1 a..b=1 -c=1 d-=1 Ok.x=1 e_f=1",
            "label-key-invalid",
            ["com.docker.x", "a..b", "-c", "d-"],
        ),
    ],
)
def test_rules_on_labels(labels, rule, found):
    text = f"FROM debian:13\n{labels}\n"
    assert findings_of(text, rule, label_schema=SCHEMA, strict_labels=True) == found


def test_labels_of_the_base_stage_count():
    text = "FROM debian:13 AS base\nLABEL a=1 b=https://x\nFROM base\n"
    assert findings_of(text, "label-required", label_schema=SCHEMA) == []


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


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ('"team name"=a', ["team-name=a"]),
        ("a..b=a", ["a.b=a"]),
        ("-c--d-=a", ["c-d=a"]),
        ('"Team  Name"=a team-name=b', []),
        ('"!!"=a', []),
        ('"1 2"=a', []),
        ("com.docker.x=a", []),
    ],
)
def test_keys_are_renamed(pair, expected):
    offered = fixes_of(f"FROM debian:13\nLABEL {pair}\n", "label-key-invalid")
    assert offered == [[f"FROM debian:13\nLABEL {one}\n" for one in expected]]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ("maintaner=a", ["maintainer=a"]),
        ("Maintainer=a", ["maintainer=a"]),
        ("maintaner=a maintainer=b", []),
        ("version=a", []),
    ],
)
def test_a_label_that_the_list_nearly_has(pairs, expected):
    settings = {"label_schema": (("maintainer", "text"),), "strict_labels": True}
    offered = fixes_of(f"FROM debian:13\nLABEL {pairs}\n", "label-not-listed", **settings)
    assert offered == [[f"FROM debian:13\nLABEL {one}\n" for one in expected]]
