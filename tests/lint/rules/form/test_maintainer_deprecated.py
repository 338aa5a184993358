"""`maintainer-deprecated`: MAINTAINER, which a label replaced."""

from __future__ import annotations

import pytest

from lint.cases import applicabilities, findings_of, fixed

RULE = "maintainer-deprecated"


@pytest.mark.parametrize(
    ("why", "line", "after"),
    [
        ("the address stays in the value", "MAINTAINER Kim <a@b.kr>", 'LABEL {}="Kim <a@b.kr>"'),
        ("in the letters of the file", "maintainer Kim", 'label {}="Kim"'),
        ("double quotes are not doubled", 'MAINTAINER "Kim"', 'LABEL {}="Kim"'),
        ("single quotes go as well", "MAINTAINER 'Kim'", 'LABEL {}="Kim"'),
        ("one word is quoted, too", "MAINTAINER anna", 'LABEL {}="anna"'),
        ("quotes within are masked", "MAINTAINER 'Kim' \"K\"", 'LABEL {}="\'Kim\' \\"K\\""'),
        ("a quote alone is a letter", "MAINTAINER '", 'LABEL {}="\'"'),
        ("a dollar sign is masked, a backslash at the end goes", "MAINTAINER $5 \\", 'LABEL {}="\\$5"'),
    ],
)
def test_labels(why, line, after):
    label = after.format("org.opencontainers.image.authors")
    assert fixed(f"FROM a\n{line}", RULE) == f"FROM a\n{label}", why


def test_nobody_is_named():
    assert findings_of("FROM a\nMAINTAINER\n", RULE) == []


def test_a_label_more_is_unsafe():
    assert applicabilities("FROM a\nMAINTAINER Kim\n", RULE) == ["unsafe"]
