"""`instruction-before-from` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import check_offers, findings_of, fixed

RULE = "instruction-before-from"


DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "after"),
    [
        (
            "it goes below FROM, the byte order mark stays",
            "\ufeffENV B=1\n\n" + DEBIAN,
            "\ufeff" + DEBIAN + "ENV B=1\n",
        ),
    ],
)
def test_fixed(why, text, after):
    assert findings_of(text, RULE) or after is None, why
    assert fixed(text, RULE) == (after or text), why


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "in their order, each with its comment, and ARG stays",
            "# 왜\nLABEL a=1\nARG V=1\nENV B=2\nFROM a:$V\nUSER b\n",
            ["ARG V=1\nFROM a:$V\n# 왜\nLABEL a=1\nENV B=2\nUSER b\n"],
        ),
        ("the blank lines between go along", "LABEL a=1\n\nFROM a\n\nUSER b\n", ["FROM a\nLABEL a=1\n\nUSER b\n"]),
        ("what is no instruction is not moved", "LABEL a=1\nnonesuch\nFROM a\n", []),
        ("the last line has no newline", "LABEL a=1\nFROM a", ["FROM a\nLABEL a=1"]),
        ("the argument above would not be known below", "ARG V=1\nLABEL a=$V\nFROM a\n", []),
        ("a variable that nobody sets may be meant for FROM", "LABEL a=1\nENV b=$X\nFROM a\n", []),
        ("the byte order mark stays at the beginning", "\ufeffLABEL a=1\n\nFROM a\n", ["\ufeffFROM a\nLABEL a=1\n"]),
        (
            "only at the file's start do the blank lines go, too",
            "ARG V=1\nLABEL a=1\n\nFROM a\n",
            ["ARG V=1\n\nFROM a\nLABEL a=1\n"],
        ),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)
