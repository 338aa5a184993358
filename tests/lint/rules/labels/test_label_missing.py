"""`label-missing`: cases that are more than a text."""

import pytest

from lint.cases import findings_of


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (
            "label-missing",
            "FROM debian:13\nLABEL org.opencontainers.image.source=a org.opencontainers.image.description=b\n",
            ["debian:13"],
        ),
        (
            "label-missing",
            "FROM debian:13 AS a\nLABEL org.opencontainers.image.source=a org.opencontainers.image.description=b\nFROM a\nLABEL org.opencontainers.image.licenses=MIT\n",
            [],
        ),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words
