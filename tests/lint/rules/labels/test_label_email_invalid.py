"""`label-email-invalid` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.label_cases import check_schema

RULE = "label-email-invalid"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            DEBIAN + "LABEL mail=a@b.co\nLABEL mail=a\nLABEL mail=$X\nLABEL mail=\nLABEL owner=a\n",
            ["a"],
            id="only a value that is known and no address",
        ),
    ],
)
def test_what_the_schema_wants(text, found):
    check_schema(RULE, text, found)
