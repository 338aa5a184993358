"""`cmd-ignored` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.syntax import parse
from lint.cases import check, fixes_of, settings_of

DEBIAN = "FROM debian:13\n"

IGNORED = "cmd-ignored"


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ('ENTRYPOINT a b\nCMD ["c"]\n', ['ENTRYPOINT ["a", "b"]\nCMD ["c"]\n', "ENTRYPOINT a b\n"]),
        ("ENTRYPOINT a b\nCMD c\n", ["ENTRYPOINT a b\n"]),
        ('ENTRYPOINT a $B\nCMD ["c"]\n', ["ENTRYPOINT a $B\n"]),
        ('ENTRYPOINT a \\\n# why\n b\nCMD ["c"]\n', ["ENTRYPOINT a \\\n# why\n b\n"]),
        ('ENTRYPOINT a \\\n\n b\nCMD ["c"]\n', ["ENTRYPOINT a \\\n\n b\n"]),
    ],
)
def test_what_ends_that_the_command_is_ignored(text, texts):
    assert fixes_of(DEBIAN + text, IGNORED) == [[DEBIAN + one for one in texts]]


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "cmd-ignored",
            'FROM a\nENTRYPOINT node x.js\nCMD ["y"]\n',
            ['FROM a\nENTRYPOINT ["node", "x.js"]\nCMD ["y"]\n', "FROM a\nENTRYPOINT node x.js\n"],
        ),
        (  # where the shell has work to do, and where CMD is a shell's too, it can only go
            "cmd-ignored",
            'FROM a\nENTRYPOINT node $X\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node $X\n"],
        ),
        ("cmd-ignored", "FROM a\nENTRYPOINT node x.js\nCMD y\n", ["FROM a\nENTRYPOINT node x.js\n"]),
        (
            "cmd-ignored",
            'FROM a\nENTRYPOINT node \\\n# 왜\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n# 왜\n x.js\n"],
        ),
        (
            "cmd-ignored",
            'FROM a\nENTRYPOINT node \\\n\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n\n x.js\n"],
        ),
    ],
)
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"
