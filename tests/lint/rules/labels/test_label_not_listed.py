"""`label-not-listed`: a label that a strict configuration does not list."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixes_of

SCHEMA = (("a", "text"), ("b", "url"))


@pytest.mark.parametrize(
    ("labels", "rule", "found"),
    [
        ("LABEL a=1 c=2", "label-not-listed", ["c"]),
    ],
)
def test_rules_on_labels(labels, rule, found):
    text = f"FROM debian:13\n{labels}\n"
    assert findings_of(text, rule, label_schema=SCHEMA, strict_labels=True) == found


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
