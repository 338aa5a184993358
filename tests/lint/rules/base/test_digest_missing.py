"""`digest-missing`: cases that are more than a text."""

import pytest

from lint.cases import findings_of


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("digest-missing", "FROM debian:13 AS a\nFROM a\nFROM scratch\nFROM $X\n", ["debian:13"]),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words
