"""`label-license-invalid` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

DEBIAN = "FROM debian:13\n"

SCHEMA = (("owner", "text"), ("mail", "email"), ("terms", "spdx"))


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("label-license-invalid", DEBIAN + "LABEL terms=MIT\nLABEL terms='MIT OR ISC'\nLABEL terms=mine\n", ["mine"]),
    ],
)
def test_what_the_schema_wants(rule, text, found):
    assert findings_of(text, rule, label_schema=SCHEMA) == found
    assert findings_of(text, rule) == []
