"""`label-key-invalid`: a label's key that Docker's guidelines do not allow."""

from __future__ import annotations

import pytest

from lint.cases import fixes_of
from lint.label_cases import found_strictly

RULE = "label-key-invalid"


@pytest.mark.parametrize(
    ("why", "labels", "found"),
    [
        (
            "Docker's own names, two dots, and hyphens at the ends",
            "LABEL com.docker.x=1 a..b=1 -c=1 d-=1 Ok.x=1 e_f=1",
            ["com.docker.x", "a..b", "-c", "d-"],
        ),
    ],
)
def test_rules_on_labels(why, labels, found):
    assert found_strictly(RULE, labels) == found, why


@pytest.mark.parametrize(
    ("why", "pair", "expected"),
    [
        ("a space becomes a hyphen", '"team name"=a', ["team-name=a"]),
        ("two dots become one", "a..b=a", ["a.b=a"]),
        ("hyphens at the ends go, two become one", "-c--d-=a", ["c-d=a"]),
        ("the new name is taken", '"Team  Name"=a team-name=b', []),
        ("nothing is left", '"!!"=a', []),
        ("a key begins with a letter", '"1 2"=a', []),
        ("Docker's own names are not renamed", "com.docker.x=a", []),
    ],
)
def test_keys_are_renamed(why, pair, expected):
    offered = fixes_of(f"FROM debian:13\nLABEL {pair}\n", RULE)
    assert offered == [[f"FROM debian:13\nLABEL {one}\n" for one in expected]], why
