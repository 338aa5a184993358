"""`instruction-before-from` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of, fixed

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
