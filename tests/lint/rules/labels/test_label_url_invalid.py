"""`label-url-invalid`: a label that should be a URL is none."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

SCHEMA = (("a", "text"), ("b", "url"))


@pytest.mark.parametrize(
    ("labels", "rule", "found"),
    [
        ("LABEL b=x", "label-url-invalid", ["x"]),
        ("LABEL b=$X", "label-url-invalid", []),
        ('LABEL b=""', "label-url-invalid", []),
        ("LABEL a=x", "label-url-invalid", []),
    ],
)
def test_rules_on_labels(labels, rule, found):
    text = f"FROM debian:13\n{labels}\n"
    assert findings_of(text, rule, label_schema=SCHEMA, strict_labels=True) == found
