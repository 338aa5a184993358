"""`label-empty` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

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


LABELS = (("a", "text"), ("b", "url"))


@pytest.mark.parametrize(
    ("labels", "rule", "found"),
    [
        ('LABEL a=""', "label-empty", ['a=""']),
        ('LABEL c=""', "label-empty", []),
    ],
)
def test_rules_on_labels(labels, rule, found):
    text = f"FROM debian:13\n{labels}\n"
    assert findings_of(text, rule, label_schema=LABELS, strict_labels=True) == found
