"""`package-unknown`: a package that the image's system does not have: apt and apk end the build, or apt installs nothing."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("package-unknown", "FROM php:8.4-cli\nRUN apt-get update && apt-get install -y php-curl libzip-dev php5-mysql", ["php-curl", "php5-mysql"]),
        ("package-unknown", "FROM php:8.4-cli\nRUN rm /etc/apt/preferences.d/no-debian-php && apt-get update && apt-get install -y php-curl", []),
        ("package-unknown", "FROM debian:13\nRUN apt-get update && apt-get install -y php-curl", []),
    ],
)  # fmt: skip
def test_found(rule, text, words):
    """What each rule stands on."""
    assert findings_of(text + "\n", rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (
            "package-unknown",
            "FROM debian:13\nRUN apt-get install -y libgl1-mesa-glx \\\n      curl\n",
            "FROM debian:13\nRUN apt-get install -y libgl1 \\\n      curl\n",
        ),
    ],
)  # fmt: skip
def test_fixed(rule, text, expected):
    """What the fix makes of the text."""
    assert fixed(text, rule) == expected
