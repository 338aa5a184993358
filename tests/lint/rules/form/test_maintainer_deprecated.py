"""`maintainer-deprecated`: MAINTAINER, which a label replaced."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed

RULE = "maintainer-deprecated"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("MAINTAINER Kim <a@b.kr>", 'LABEL {}="Kim <a@b.kr>"'),
        ("maintainer Kim", 'label {}="Kim"'),
        ('MAINTAINER "Kim"', 'LABEL {}="Kim"'),
        ("MAINTAINER 'Kim'", 'LABEL {}="Kim"'),
        ("MAINTAINER anna", 'LABEL {}="anna"'),
        ("MAINTAINER 'Kim' \"K\"", 'LABEL {}="\'Kim\' \\"K\\""'),
        ("MAINTAINER '", 'LABEL {}="\'"'),
        ("MAINTAINER $5 \\", 'LABEL {}="\\$5"'),
    ],
)
def test_labels(line, after):
    label = after.format("org.opencontainers.image.authors")
    assert fixed(f"FROM a\n{line}", RULE) == f"FROM a\n{label}"


def test_nobody_is_named():
    assert findings_of("FROM a\nMAINTAINER\n", RULE) == []


def test_a_label_more_is_unsafe():
    assert applicabilities("FROM a\nMAINTAINER Kim\n", RULE) == ["unsafe"]
