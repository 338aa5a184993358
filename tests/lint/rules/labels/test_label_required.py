"""`label-required` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of
from lint.label_cases import SHORT, check_schema, found_strictly

RULE = "label-required"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("all are there", DEBIAN + "LABEL owner=a mail=b terms=c\n", []),
        ("one is there, two are missing", DEBIAN + "LABEL owner=a\n", ["debian:13"]),
        ("a key by a variable may be the missing one", DEBIAN + "LABEL owner=a $X=b\n", []),
    ],
)
def test_what_the_schema_wants(why, text, found):
    check_schema(RULE, text, found)


@pytest.mark.parametrize(
    ("why", "labels", "found"),
    [
        ("one of two is missing", "LABEL a=1", ["debian:13"]),
        ("both are there, in two instructions", "LABEL a=1\nLABEL b=https://x", []),
        ("a key by a variable may be any", "LABEL $X=1", []),
    ],
)
def test_rules_on_labels(why, labels, found):
    assert found_strictly(RULE, labels) == found, why


def test_labels_of_the_base_stage_count():
    text = "FROM debian:13 AS base\nLABEL a=1 b=https://x\nFROM base\n"
    assert findings_of(text, RULE, label_schema=SHORT) == []
