"""`file-too-long` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

LONG = "file-too-long"


@pytest.mark.parametrize(
    ("why", "text", "most", "found"),
    [
        ("one line more than allowed", "FROM a\nRUN b\nRUN c\n", 2, ["RUN"]),
        ("as many lines as allowed", "FROM a\nRUN b\nRUN c\n", 3, []),
        ("comments and empty lines do not count", "FROM a\n\n# note\n  # note\n \t\nRUN b\n", 2, []),
        ("each line of an instruction counts", "FROM a\nRUN b \\\n  c \\\n  d\n", 2, ["RUN"]),
    ],
)
def test_too_long(why, text, most, found):
    assert findings_of(text, LONG, max_lines=most) == found, why


def test_lines_are_counted():
    text = "FROM a\n\n# x\nRUN b\nRUN c \\\n  d\nRUN e\n"
    assert findings_of(text, "file-too-long", max_lines=4) == ["RUN"]
    assert findings_of(text, "file-too-long", max_lines=5) == []
