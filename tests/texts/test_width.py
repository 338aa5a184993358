"""How many columns a line takes."""

from __future__ import annotations

import pytest

from gorae.texts.width import width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("FROM", 4),
        ("고래", 4),
        ("🐳", 2),
        ("ﾊﾝｶｸ", 4),
        ("全角", 4),
        ("e\u0301", 1),  # a combining accent
        ("👨‍👩‍👧", 2),  # three joined to one
        ("⚠️!", 3),  # shown as an emoji
        ("", 0),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
