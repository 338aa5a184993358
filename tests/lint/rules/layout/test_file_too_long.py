"""`file-too-long` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

LONG = "file-too-long"


@pytest.mark.parametrize(
    ("text", "most", "found"),
    [
        ("FROM a\nRUN b\nRUN c\n", 2, ["RUN"]),
        ("FROM a\nRUN b\nRUN c\n", 3, []),
        ("FROM a\n\n# note\n  # note\n \t\nRUN b\n", 2, []),
        ("FROM a\nRUN b \\\n  c \\\n  d\n", 2, ["RUN"]),
    ],
)
def test_too_long(text, most, found):
    assert findings_of(text, LONG, max_lines=most) == found


def test_lines_are_counted():
    text = "FROM a\n\n# x\nRUN b\nRUN c \\\n  d\nRUN e\n"
    assert findings_of(text, "file-too-long", max_lines=4) == ["RUN"]
    assert findings_of(text, "file-too-long", max_lines=5) == []
