"""`cmd-ignored` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import check_offers, fixes_of

RULE = "cmd-ignored"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "texts"),
    [
        (
            "an exec form takes the arguments, or CMD goes",
            'ENTRYPOINT a b\nCMD ["c"]\n',
            ['ENTRYPOINT ["a", "b"]\nCMD ["c"]\n', "ENTRYPOINT a b\n"],
        ),
        ("a CMD in shell form is a command of its own", "ENTRYPOINT a b\nCMD c\n", ["ENTRYPOINT a b\n"]),
        ("the shell has a variable to replace", 'ENTRYPOINT a $B\nCMD ["c"]\n', ["ENTRYPOINT a $B\n"]),
        ("a comment within would be lost", 'ENTRYPOINT a \\\n# why\n b\nCMD ["c"]\n', ["ENTRYPOINT a \\\n# why\n b\n"]),
        ("a blank line within would be lost", 'ENTRYPOINT a \\\n\n b\nCMD ["c"]\n', ["ENTRYPOINT a \\\n\n b\n"]),
    ],
)
def test_what_ends_that_the_command_is_ignored(why, text, texts):
    assert fixes_of(DEBIAN + text, RULE) == [[DEBIAN + one for one in texts]], why


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        (
            "an exec form takes the arguments, or CMD goes",
            'FROM a\nENTRYPOINT node x.js\nCMD ["y"]\n',
            ['FROM a\nENTRYPOINT ["node", "x.js"]\nCMD ["y"]\n', "FROM a\nENTRYPOINT node x.js\n"],
        ),
        (
            "where the shell has work to do CMD can only go",
            'FROM a\nENTRYPOINT node $X\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node $X\n"],
        ),
        (
            "where CMD is a shell's too it can only go",
            "FROM a\nENTRYPOINT node x.js\nCMD y\n",
            ["FROM a\nENTRYPOINT node x.js\n"],
        ),
        (
            "a comment within would be lost",
            'FROM a\nENTRYPOINT node \\\n# 왜\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n# 왜\n x.js\n"],
        ),
        (
            "a blank line within would be lost",
            'FROM a\nENTRYPOINT node \\\n\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n\n x.js\n"],
        ),
    ],
)
def test_fixes(why, before, after):
    check_offers(RULE, before, after)
