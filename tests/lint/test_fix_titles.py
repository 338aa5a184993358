"""The title of a fix says what this fix does where a rule has several kinds of it."""

from __future__ import annotations

import pytest

from gorae.lint import messages
from lint.cases import problems_of

TITLES = [
    (
        "blank lines that go are not added",
        "instruction-spacing-uneven",
        "FROM a:1\n\nRUN a\n\nRUN b\n",
        "Remove the blank lines",
    ),
    ("a blank line that is missing", "instruction-spacing-uneven", "FROM a:1\nRUN a\n", "Add a blank line"),
    (
        "where the others begin their lines, nothing is indented",
        "indentation-uneven",
        "FROM a:1\nRUN a\n  RUN b\nRUN c\n",
        "Remove the indentation",
    ),
    (
        "where the others are indented, so is this",
        "indentation-uneven",
        "FROM a:1\n  RUN a\nRUN b\n  RUN c\n",
        "Indent it like the others",
    ),
]


@pytest.mark.parametrize(("why", "rule", "text", "title"), TITLES)
def test_title(why: str, rule: str, text: str, title: str) -> None:
    titles = [messages.title(one, fix, "en") for one in problems_of(text, rule) for fix in one.fixes]
    assert titles == [title], why
