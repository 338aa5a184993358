"""`label-duplicate`: a label is set again in the same stage: the first value has no effect."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        ("its own instruction", "FROM a\nLABEL x=1\nLABEL x=2\n", "FROM a\nLABEL x=2\n"),
        ("within one", "FROM a\nLABEL x=1 y=2 x=3\n", "FROM a\nLABEL y=2 x=3\n"),
        ("three times", "FROM a\nLABEL x=1\nLABEL x=2\nLABEL x=3\n", "FROM a\nLABEL x=3\n"),
        ("the last of its instruction", "FROM a\nLABEL y=1 \\\n  x=1\nLABEL x=2", "FROM a\nLABEL y=1\nLABEL x=2"),
        (
            "neighbours of one that stays",
            "FROM a\nLABEL x=1 y=1 z=1\nLABEL x=2 y=2",
            "FROM a\nLABEL z=1\nLABEL x=2 y=2",
        ),
        ("one of them quoted", "FROM a\nLABEL \"x\"=1\nLABEL x='2'\n", "FROM a\nLABEL x='2'\n"),
        ("the old form", "FROM a\r\nLABEL x 1\r\nLABEL x=2\r\n", "FROM a\r\nLABEL x=2\r\n"),
    ],
)
def test_duplicates(why, text, after):
    assert findings_of(text, "label-duplicate"), why
    assert fixed(text, "label-duplicate", unsafe=False) == after, why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("two stages", "FROM a\nLABEL x=1\nFROM b\nLABEL x=2\n"),
        ("a variable in the key", "FROM a\nLABEL $x=1\nLABEL $x=2\n"),
        ("other names", "FROM a\nLABEL x=1\nLABEL X=2\n"),
    ],
)
def test_no_duplicates(why, text):
    assert findings_of(text, "label-duplicate") == [], why


def test_a_comment_keeps_its_label():
    text = "FROM a\nLABEL x=1 \\\n# why\n  y=2\nLABEL x=2\n"
    assert findings_of(text, "label-duplicate") == ["x=1"]
    assert applicabilities(text, "label-duplicate") == ["none"]


def test_the_same_line_twice_sets_each_of_its_labels_twice():
    text = "FROM debian:13\nLABEL x=1 y=2\nLABEL x=1 y=2\n"
    assert findings_of(text, "label-duplicate") == ["x=1", "y=2"]
    assert fixed(text, "label-duplicate", unsafe=False) == "FROM debian:13\nLABEL x=1 y=2\n"
