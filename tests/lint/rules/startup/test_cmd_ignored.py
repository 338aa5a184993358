"""`cmd-ignored` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import check_offers, fixes_of

RULE = "cmd-ignored"

DEBIAN = "FROM debian:13\n"


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
    assert fixes_of(DEBIAN + text, RULE) == [[DEBIAN + one for one in texts]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'FROM a\nENTRYPOINT node x.js\nCMD ["y"]\n',
            ['FROM a\nENTRYPOINT ["node", "x.js"]\nCMD ["y"]\n', "FROM a\nENTRYPOINT node x.js\n"],
        ),
        (  # where the shell has work to do, and where CMD is a shell's too, it can only go
            'FROM a\nENTRYPOINT node $X\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node $X\n"],
        ),
        ("FROM a\nENTRYPOINT node x.js\nCMD y\n", ["FROM a\nENTRYPOINT node x.js\n"]),
        (
            'FROM a\nENTRYPOINT node \\\n# 왜\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n# 왜\n x.js\n"],
        ),
        (
            'FROM a\nENTRYPOINT node \\\n\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n\n x.js\n"],
        ),
    ],
)
def test_fixes(before, after):
    check_offers(RULE, before, after)
