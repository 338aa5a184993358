"""`label-base-digest-stale`: a label names the base image's digest, FROM does not, or another."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

ONE = "sha256:" + "1" * 64


TWO = "sha256:" + "2" * 64


BASE = "org.opencontainers.image.base.digest"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("no digest", f"FROM a:1\nLABEL {BASE}={ONE}\n", [ONE]),
        ("another digest than FROM's", f"FROM a:1@{TWO}\nLABEL {BASE}={ONE}\n", [ONE]),
        ("the same", f"FROM a:1@{ONE}\nLABEL {BASE}={ONE}\n", []),
        ("through a stage", f"FROM a:1@{ONE} AS b\nFROM b\nLABEL {BASE}={ONE}\n", []),
        ("a builder's", f"FROM a:1\nLABEL {BASE}={ONE}\nFROM b:1\n", []),
        ("an empty base has no digest", f"FROM scratch\nLABEL {BASE}={ONE}\n", [ONE]),
        ("filled in", f"FROM a:1\nARG D\nLABEL {BASE}=$D\n", []),
        ("an image not known", f"ARG I\nFROM $I\nLABEL {BASE}={ONE}\n", []),
        ("an emptied label says nothing", f'FROM a:1\nLABEL {BASE}=""\n', []),
    ],
)
def test_base_digest(why, text, found):
    assert findings_of(text, "label-base-digest-stale") == found, why


def test_the_digest_of_from_is_taken():
    text = f'FROM a:1@{TWO}\nLABEL {BASE}="{ONE}"\n'
    assert fixed(text, "label-base-digest-stale") == f'FROM a:1@{TWO}\nLABEL {BASE}="{TWO}"\n'
