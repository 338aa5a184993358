"""`instruction-before-from` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixed, fixes_of, settings_of

BEFORE = "instruction-before-from"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (BEFORE, "\ufeffENV B=1\n\n" + DEBIAN, "\ufeff" + DEBIAN + "ENV B=1\n"),
    ],
)
def test_fixed(rule, text, after):
    assert findings_of(text, rule) or after is None
    assert fixed(text, rule) == (after or text)


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (  # in their order, each with its comment, and ARG stays
            "instruction-before-from",
            "# 왜\nLABEL a=1\nARG V=1\nENV B=2\nFROM a:$V\nUSER b\n",
            ["ARG V=1\nFROM a:$V\n# 왜\nLABEL a=1\nENV B=2\nUSER b\n"],
        ),
        ("instruction-before-from", "LABEL a=1\n\nFROM a\n\nUSER b\n", ["FROM a\nLABEL a=1\n\nUSER b\n"]),
        ("instruction-before-from", "LABEL a=1\nnonesuch\nFROM a\n", []),
        ("instruction-before-from", "LABEL a=1\nFROM a", ["FROM a\nLABEL a=1"]),
        ("instruction-before-from", "ARG V=1\nLABEL a=$V\nFROM a\n", []),
        ("instruction-before-from", "LABEL a=1\nENV b=$X\nFROM a\n", []),
        ("instruction-before-from", "\ufeffLABEL a=1\n\nFROM a\n", ["\ufeffFROM a\nLABEL a=1\n"]),
        (  # only at the file's start do the blank lines go too
            "instruction-before-from",
            "ARG V=1\nLABEL a=1\n\nFROM a\n",
            ["ARG V=1\n\nFROM a\nLABEL a=1\n"],
        ),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
