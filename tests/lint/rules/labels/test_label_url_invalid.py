"""`label-url-invalid`: a label that should be a URL is none."""

from __future__ import annotations

import pytest

from lint.label_cases import found_strictly

RULE = "label-url-invalid"


@pytest.mark.parametrize(
    ("why", "labels", "found"),
    [
        ("a word is no address", "LABEL b=x", ["x"]),
        ("a variable may be one", "LABEL b=$X", []),
        ("an empty value is another rule's", 'LABEL b=""', []),
        ("the schema wants text of this one", "LABEL a=x", []),
    ],
)
def test_rules_on_labels(why, labels, found):
    assert found_strictly(RULE, labels) == found, why
