"""`label-required` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of
from lint.label_cases import SHORT, check_schema, found_strictly

RULE = "label-required"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DEBIAN + "LABEL owner=a mail=b terms=c\n", []),
        (DEBIAN + "LABEL owner=a\n", ["debian:13"]),
        (DEBIAN + "LABEL owner=a $X=b\n", []),
    ],
)
def test_what_the_schema_wants(text, found):
    check_schema(RULE, text, found)


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("LABEL a=1", ["debian:13"]),
        ("LABEL a=1\nLABEL b=https://x", []),
        ("LABEL $X=1", []),
    ],
)
def test_rules_on_labels(labels, found):
    assert found_strictly(RULE, labels) == found


def test_labels_of_the_base_stage_count():
    text = "FROM debian:13 AS base\nLABEL a=1 b=https://x\nFROM base\n"
    assert findings_of(text, RULE, label_schema=SHORT) == []
