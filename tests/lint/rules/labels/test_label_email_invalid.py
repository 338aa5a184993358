"""`label-email-invalid` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

DEBIAN = "FROM debian:13\n"

SCHEMA = (("owner", "text"), ("mail", "email"), ("terms", "spdx"))


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (
            "label-email-invalid",
            DEBIAN + "LABEL mail=a@b.co\nLABEL mail=a\nLABEL mail=$X\nLABEL mail=\nLABEL owner=a\n",
            ["a"],
        ),
    ],
)
def test_what_the_schema_wants(rule, text, found):
    assert findings_of(text, rule, label_schema=SCHEMA) == found
    assert findings_of(text, rule) == []
