"""A newer build tool has the Java that the older one had."""

import datetime as dt

import pytest

from gorae.images import nearest_supported


@pytest.mark.parametrize(
    ("tag", "newer"),
    [
        ("3.8.4-openjdk-11", "3.9-eclipse-temurin-11"),
        ("3.8-eclipse-temurin-17-alpine", "3.9-eclipse-temurin-17-alpine"),
        ("3.6.3-openjdk-17-slim", "3.9-eclipse-temurin-17"),
        ("3.8-openjdk-5", None),
        ("3.8", "3.9"),
    ],
)
def test_maven(tag, newer):
    assert nearest_supported("maven", tag, dt.date(2026, 11, 24)) == newer
