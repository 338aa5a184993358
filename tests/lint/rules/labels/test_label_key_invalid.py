"""`label-key-invalid`: a label's key that Docker's guidelines do not allow."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixes_of

SCHEMA = (("a", "text"), ("b", "url"))


@pytest.mark.parametrize(
    ("labels", "rule", "found"),
    [
        (
            "LABEL com.docker.x=1 a..b=1 -c=1 d-=1 Ok.x=1 e_f=1",
            "label-key-invalid",
            ["com.docker.x", "a..b", "-c", "d-"],
        ),
    ],
)
def test_rules_on_labels(labels, rule, found):
    text = f"FROM debian:13\n{labels}\n"
    assert findings_of(text, rule, label_schema=SCHEMA, strict_labels=True) == found


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
    offered = fixes_of(f"FROM debian:13\nLABEL {pair}\n", "label-key-invalid")
    assert offered == [[f"FROM debian:13\nLABEL {one}\n" for one in expected]]
