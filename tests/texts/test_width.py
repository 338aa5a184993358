"""How many columns a line takes."""

from __future__ import annotations

import pytest

from gorae.texts.width import fill, width


@pytest.mark.parametrize(
    ("why", "text", "columns"),
    [
        ("ASCII letters take one column each", "FROM", 4),
        ("Korean letters take two", "고래", 4),
        ("so does a picture", "🐳", 2),
        ("half-width letters of Japanese take one", "ﾊﾝｶｸ", 4),
        ("Chinese letters take two", "全角", 4),
        ("a letter with an accent that stands by itself in the text", "e\u0301", 1),  # a combining accent
        ("people joined into one picture", "👨‍👩‍👧", 2),  # three joined to one
        ("a sign that a selector makes a picture", "⚠️!", 3),  # shown as an emoji
        ("an empty text", "", 0),
    ],
)
def test_width(why: str, text: str, columns: int) -> None:
    assert width(text) == columns, why


LINES = {
    "a line is filled up to its last column": (("ab", "cd", "ef"), 5, "", "", ["ab cd", "ef"]),
    "a Korean letter fills two": (("고래", "ab"), 6, "", "", ["고래", "ab"]),
    "a longer word is alone, not cut": (("a", "abcdef", "b"), 3, "", "", ["a", "abcdef", "b"]),
    "a list item's lines hang below its first word": (("ab", "cd"), 5, "- ", "  ", ["- ab", "  cd"]),
    "a word that does not fit behind the sign stays there": (("abcdef",), 3, "- ", "  ", ["- abcdef"]),
    "of no words there is one line": ((), 5, "", "", [""]),
}


@pytest.mark.parametrize("why", LINES)
def test_fill(why: str) -> None:
    words, room, first, later, lines = LINES[why]
    assert fill(words, room, first, later) == lines
