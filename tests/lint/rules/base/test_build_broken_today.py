"""`build-broken-today`: what cannot be built any more: an image that is gone, an archive that no longer answers, a guarded system Python."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("build-broken-today", "FROM debian:10\nRUN apt-get update", ["apt-get update"]),
        ("build-broken-today", "FROM python:3.7-slim-buster\nRUN apt-get update", ["apt-get update"]),
        ("build-broken-today", "FROM debian:11\nRUN apt-get update", []),
        ("build-broken-today", "FROM debian:10\nRUN sed -i s/deb.debian.org/archive.debian.org/ /etc/apt/sources.list && apt-get update", []),
        ("build-broken-today", "FROM centos:7\nRUN yum install -y tar", ["yum install"]),
        ("build-broken-today", "FROM ubuntu:24.10\nRUN apt-get update", ["apt-get update"]),
        ("build-broken-today", "FROM bitnami/node:18", ["bitnami/node:18"]),
        ("build-broken-today", "FROM bitnami/node:latest", []),
        ("build-broken-today", "FROM java:8", ["java:8"]),
        ("build-broken-today", "FROM debian:13\nRUN apt-get install -y python3-pip && pip install flask", ["pip install"]),
        ("build-broken-today", "FROM debian:13\nRUN apt-get install -y python3-pip && pip install --break-system-packages flask", []),
        ("build-broken-today", "FROM debian:11\nRUN apt-get install -y python3-pip && pip install flask", []),
        ("build-broken-today", "FROM python:3.13\nRUN apt-get install -y python3-pip && pip install flask", []),
        ("build-broken-today", "FROM debian:13\nRUN apt-get install -y python3-pip python3-venv && python3 -m venv /v && /v/bin/pip install flask", []),
    ],
)  # fmt: skip
def test_found(rule, text, words):
    """What each rule stands on."""
    assert findings_of(text + "\n", rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("build-broken-today", "FROM bitnami/node:18.2\n", "FROM bitnamilegacy/node:18.2\n"),
    ],
)  # fmt: skip
def test_fixed(rule, text, expected):
    """What the fix makes of the text."""
    assert fixed(text, rule) == expected
