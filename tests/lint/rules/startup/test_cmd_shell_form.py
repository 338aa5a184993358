"""`cmd-shell-form` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import applicabilities

CMD = "cmd-shell-form"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [("CMD a b\n", "safe"), ("CMD a $B\n", "unsafe"), ("CMD a && b\n", "unsafe"), ("CMD a \\\n# why\n b\n", "none")],
)
def test_only_the_shell_that_has_nothing_to_do_is_safe_to_leave(text, found):
    assert applicabilities(DEBIAN + text, CMD) == [found]
