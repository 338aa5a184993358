"""`label-not-listed`: a label that a strict configuration does not list."""

from __future__ import annotations

import pytest

from lint.cases import fixes_of
from lint.label_cases import found_strictly

RULE = "label-not-listed"


@pytest.mark.parametrize(
    ("why", "labels", "found"),
    [
        ("only the one that the schema does not name", "LABEL a=1 c=2", ["c"]),
    ],
)
def test_rules_on_labels(why, labels, found):
    assert found_strictly(RULE, labels) == found, why


@pytest.mark.parametrize(
    ("why", "pairs", "expected"),
    [
        ("a letter is missing", "maintaner=a", ["maintainer=a"]),
        ("keys are written in small letters", "Maintainer=a", ["maintainer=a"]),
        ("the right one is there already", "maintaner=a maintainer=b", []),
        ("nothing comes near", "version=a", []),
    ],
)
def test_a_label_that_the_list_nearly_has(why, pairs, expected):
    settings = {"label_schema": (("maintainer", "text"),), "strict_labels": True}
    offered = fixes_of(f"FROM debian:13\nLABEL {pairs}\n", RULE, **settings)
    assert offered == [[f"FROM debian:13\nLABEL {one}\n" for one in expected]], why
