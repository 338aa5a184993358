"""Instructions that fixes and refactorings add: where the line goes, how it is indented and written."""

from __future__ import annotations

import pytest

from gorae.rewrites.lines import line_above, line_below
from gorae.source import apply_edits
from gorae.syntax import parse


@pytest.mark.parametrize(
    ("why", "text", "index", "wanted"),
    [
        ("right above", "FROM a\nCMD b\n", 1, "FROM a\nENV C=1\nCMD b\n"),
        ("what is said of the other one stays with it", "FROM a\n# starts b\nCMD b\n", 1, "FROM a\nENV C=1\n# starts b\nCMD b\n"),
        ("a comment that an empty line parts from it is not of it", "FROM a\n# of all\n\nCMD b\n", 1, "FROM a\n# of all\n\nENV C=1\nCMD b\n"),
        ("directives stay at the top", "# escape=`\nFROM a\n", 0, "# escape=`\nENV C=1\nFROM a\n"),
        ("behind the byte order mark", "\ufeffFROM a\n", 0, "\ufeffENV C=1\nFROM a\n"),
        ("indented as the other one", "FROM a\n  CMD b\n", 1, "FROM a\n  ENV C=1\n  CMD b\n"),
        ("in the other's letter case, with the file's line ends", "from a\r\ncmd b\r\n", 1, "from a\r\nenv C=1\r\ncmd b\r\n"),
    ],
)  # fmt: skip
def test_line_above(why, text, index, wanted):
    document = parse(text)
    assert apply_edits(text, [line_above(document, document.nodes[index], "ENV", "C=1")]) == wanted, why


def test_continuation_lines_are_indented_with_their_instruction():
    document = parse("FROM a\n  CMD b\n")
    edit = line_above(document, document.nodes[1], "RUN", "one \\", "    && two")
    assert apply_edits(document.text.value, [edit]) == "FROM a\n  RUN one \\\n      && two\n  CMD b\n"


@pytest.mark.parametrize(
    ("why", "text", "wanted"),
    [
        ("right below, before the line's end", "FROM a\nRUN b\nCMD c\n", "FROM a\nRUN b\nUSER d\nCMD c\n"),
        ("at the end of a text without a newline", "FROM a\nRUN b", "FROM a\nRUN b\nUSER d"),
        ("below a here-document's last line", "FROM a\nRUN <<E\nb\nE\nCMD c\n", "FROM a\nRUN <<E\nb\nE\nUSER d\nCMD c\n"),
        ("indented and written as the other one", "from a\n\trun b\ncmd c\n", "from a\n\trun b\n\tuser d\ncmd c\n"),
    ],
)  # fmt: skip
def test_line_below(why, text, wanted):
    document = parse(text)
    assert apply_edits(text, [line_below(document, document.nodes[1], "USER", "d")]) == wanted, why
