"""A newer build tool has the Java that the older one had."""

import datetime as dt

import pytest

from gorae.images import nearest_supported


@pytest.mark.parametrize(
    ("why", "tag", "newer"),
    [
        ("OpenJDK's images went to Temurin's", "3.8.4-openjdk-11", "3.9-eclipse-temurin-11"),
        ("the variant stays", "3.8-eclipse-temurin-17-alpine", "3.9-eclipse-temurin-17-alpine"),
        ("a variant that Temurin's have not is dropped", "3.6.3-openjdk-17-slim", "3.9-eclipse-temurin-17"),
        ("a Java that none of them has", "3.8-openjdk-5", None),
        ("no Java is named", "3.8", "3.9"),
    ],
)
def test_maven(why, tag, newer):
    assert nearest_supported("maven", tag, dt.date(2026, 11, 24)) == newer, why
