"""`package-already-there`: a package that the base image has."""

from __future__ import annotations

import pytest

from lint.cases import findings_of


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("package-already-there", "FROM node:24\nRUN apt-get install -y git libvips42", ["git"]),
        ("package-already-there", "FROM node:24-slim\nRUN apt-get install -y git", []),
    ],
)  # fmt: skip
def test_found(rule, text, words):
    """What each rule stands on."""
    assert findings_of(text + "\n", rule) == words
