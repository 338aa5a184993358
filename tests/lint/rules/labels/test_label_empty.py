"""`label-empty` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

DEBIAN = "FROM debian:13\n"

SCHEMA = (("owner", "text"), ("mail", "email"), ("terms", "spdx"))


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("label-empty", DEBIAN + 'LABEL owner=""\nLABEL owner\nLABEL other=""\nLABEL owner=a\n', ['owner=""', "owner"]),
    ],
)
def test_what_the_schema_wants(rule, text, found):
    assert findings_of(text, rule, label_schema=SCHEMA) == found
    assert findings_of(text, rule) == []
