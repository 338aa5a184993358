"""`labels-unsorted`: the keys of a LABEL stand in no order."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed


@pytest.mark.parametrize(
    ("why", "pairs", "after"),
    [
        ("no order", "b=2 a=1 c=3", "a=1 b=2 c=3"),
        ("lines stay", "b=2 \\\n   a='1 1'", "a='1 1' \\\n   b=2"),
        ("already in order", "a=1 b=2", None),
        ("by purpose", "org.opencontainers.image.title=a org.opencontainers.image.licenses=b z=1 a=2", None),
        ("twice the same", "b=1 a=2 b=3", None),
        ("a variable", "b=1 $a=2", None),
    ],
)
def test_order(why, pairs, after):
    text = f"FROM a\nLABEL {pairs}\n"
    assert fixed(text, "labels-unsorted", unsafe=False) == f"FROM a\nLABEL {after or pairs}\n", why


def test_the_pair_that_stands_too_late_is_reported():
    assert findings_of("FROM a\nLABEL a=1 c=3 b=2\n", "labels-unsorted") == ["b=2"]


def test_comments_between_pairs_keep_their_places():
    text = "FROM a\nLABEL b=2 \\\n# why\n  a=1\n"
    assert findings_of(text, "labels-unsorted") == ["a=1"]
    assert applicabilities(text, "labels-unsorted") == ["none"]
