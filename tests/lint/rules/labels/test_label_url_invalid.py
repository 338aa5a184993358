"""`label-url-invalid`: a label that should be a URL is none."""

from __future__ import annotations

import pytest

from lint.label_cases import found_strictly

RULE = "label-url-invalid"


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("LABEL b=x", ["x"]),
        ("LABEL b=$X", []),
        ('LABEL b=""', []),
        ("LABEL a=x", []),
    ],
)
def test_rules_on_labels(labels, found):
    assert found_strictly(RULE, labels) == found
