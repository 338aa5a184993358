"""`label-key-invalid`: a label's key that Docker's guidelines do not allow."""

from __future__ import annotations

import pytest

from lint.cases import fixes_of
from lint.label_cases import found_strictly

RULE = "label-key-invalid"


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (
            "LABEL com.docker.x=1 a..b=1 -c=1 d-=1 Ok.x=1 e_f=1",
            ["com.docker.x", "a..b", "-c", "d-"],
        ),
    ],
)
def test_rules_on_labels(labels, found):
    assert found_strictly(RULE, labels) == found


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ('"team name"=a', ["team-name=a"]),
        ("a..b=a", ["a.b=a"]),
        ("-c--d-=a", ["c-d=a"]),
        ('"Team  Name"=a team-name=b', []),
        ('"!!"=a', []),
        ('"1 2"=a', []),
        ("com.docker.x=a", []),
    ],
)
def test_keys_are_renamed(pair, expected):
    offered = fixes_of(f"FROM debian:13\nLABEL {pair}\n", RULE)
    assert offered == [[f"FROM debian:13\nLABEL {one}\n" for one in expected]]
