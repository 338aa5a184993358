"""`label-required` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

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


LABELS = (("a", "text"), ("b", "url"))


@pytest.mark.parametrize(
    ("labels", "rule", "found"),
    [
        ("LABEL a=1", "label-required", ["debian:13"]),
        ("LABEL a=1\nLABEL b=https://x", "label-required", []),
        ("LABEL $X=1", "label-required", []),
    ],
)
def test_rules_on_labels(labels, rule, found):
    text = f"FROM debian:13\n{labels}\n"
    assert findings_of(text, rule, label_schema=LABELS, strict_labels=True) == found


def test_labels_of_the_base_stage_count():
    text = "FROM debian:13 AS base\nLABEL a=1 b=https://x\nFROM base\n"
    assert findings_of(text, "label-required", label_schema=LABELS) == []
