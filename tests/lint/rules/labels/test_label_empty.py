"""`label-empty` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.label_cases import check_schema, found_strictly

RULE = "label-empty"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            DEBIAN + 'LABEL owner=""\nLABEL owner\nLABEL other=""\nLABEL owner=a\n',
            ['owner=""', "owner"],
            id="only a label that the schema names, and has no value",
        ),
    ],
)
def test_what_the_schema_wants(text, found):
    check_schema(RULE, text, found)


@pytest.mark.parametrize(
    ("why", "labels", "found"),
    [
        ("the schema names it", 'LABEL a=""', ['a=""']),
        ("the schema does not name it", 'LABEL c=""', []),
    ],
)
def test_rules_on_labels(why, labels, found):
    assert found_strictly(RULE, labels) == found, why
