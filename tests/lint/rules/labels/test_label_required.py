"""`label-required` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

DEBIAN = "FROM debian:13\n"

SCHEMA = (("owner", "text"), ("mail", "email"), ("terms", "spdx"))

WANTED = "label-required"


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (WANTED, DEBIAN + "LABEL owner=a mail=b terms=c\n", []),
        (WANTED, DEBIAN + "LABEL owner=a\n", ["debian:13"]),
        (WANTED, DEBIAN + "LABEL owner=a $X=b\n", []),
    ],
)
def test_what_the_schema_wants(rule, text, found):
    assert findings_of(text, rule, label_schema=SCHEMA) == found
    assert findings_of(text, rule) == []
