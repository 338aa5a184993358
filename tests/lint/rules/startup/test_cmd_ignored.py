"""`cmd-ignored` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixes_of

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
