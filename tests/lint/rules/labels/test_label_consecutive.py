"""`label-consecutive`: Neighbouring LABEL instructions that could be one."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        (
            "two, with an empty line between them",
            "FROM a\nLABEL x=1\n\nLABEL y=2\n",
            "FROM a\nLABEL x=1 \\\n      y=2\n",
        ),
        ("indented, CRLF", "FROM a\r\n  LABEL x=1\r\n  LABEL y=2", "FROM a\r\n  LABEL x=1 \\\r\n        y=2"),
        ("a comment between", "FROM a\nLABEL x=1\n# y\nLABEL y=2\n", None),
        ("something between", "FROM a\nLABEL x=1\nARG z\nLABEL y=2\n", None),
        ("the escape", "# escape=`\nFROM a\nLABEL x=1\nLABEL y=2", "# escape=`\nFROM a\nLABEL x=1 `\n      y=2"),
    ],
)
def test_rows(why, text, after):
    assert fixed(text, "label-consecutive", unsafe=False) == (after or text), why
    assert bool(findings_of(text, "label-consecutive")) == (after is not None), why


def test_the_old_form_is_not_joined():
    assert applicabilities("FROM a\nLABEL x 1\nLABEL y=2\n", "label-consecutive") == ["none"]


def test_a_label_of_nothing_is_not_joined():
    assert applicabilities("FROM a\nLABEL x=1\nLABEL\n", "label-consecutive") == ["none"]
