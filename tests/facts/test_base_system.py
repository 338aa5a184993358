"""The system of a base image, by all that tells it."""

from __future__ import annotations

import pytest

from gorae.facts.base_system import system_of
from gorae.stages import build
from gorae.syntax import parse

CASES: dict[str, tuple[str, str | None]] = {
    "what is packaged of an official image knows the code name": ("debian:stretch-slim", "debian 9"),
    "and the system below a language's image": ("node:8", "debian 9"),
    "a tag that is not packaged still says the release": ("debian:6", "debian 6"),
    "CentOS puts its name before its number": ("centos:centos7", "centos 7"),
    "its minor releases are in one archive": ("centos:7.9.2009", "centos 7"),
    "a mirror of CentOS is CentOS": ("registry.example.com/centos:7", "centos 7"),
    "CentOS Stream 9 is another system, of another archive": ("quay.io/centos/centos:stream9", None),
    "Stream 8 went with CentOS 8": ("quay.io/centos/centos:stream8", "centos 8"),
    "of an image for Python on CentOS the number is Python's": ("centos/python-36", None),
    "a foreign image says it in its tag": ("nvidia/cuda:10.0-base-ubuntu18.04", "ubuntu 18.04"),
    "or in its name": ("example/ubuntu-18.04", "ubuntu 18.04"),
    "a month is no release of Ubuntu": ("nvcr.io/nvidia/pytorch:24.10-py3", None),
    "the tag of a foreign image may be its own version": ("example/debian:9", None),
}


@pytest.mark.parametrize("why", CASES)
def test_system(why: str) -> None:
    """The system, as people say it."""
    image, system = CASES[why]
    stage = build(parse(f"FROM {image}\n")).last
    assert stage is not None
    assert (str(found) if (found := system_of(stage)) else None) == system, why


def test_variable() -> None:
    """Nothing is known of an image whose name only the build knows."""
    stage = build(parse("ARG BASE\nFROM $BASE\n")).last
    assert stage is not None
    assert system_of(stage) is None
