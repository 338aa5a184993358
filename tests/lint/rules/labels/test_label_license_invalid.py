"""`label-license-invalid` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.label_cases import check_schema

RULE = "label-license-invalid"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            DEBIAN + "LABEL terms=MIT\nLABEL terms='MIT OR ISC'\nLABEL terms=mine\n",
            ["mine"],
            id="only what is no expression of SPDX",
        ),
    ],
)
def test_what_the_schema_wants(text, found):
    check_schema(RULE, text, found)
