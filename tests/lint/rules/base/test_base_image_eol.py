"""`base-image-eol` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.lint import messages
from lint.cases import findings_of, fixed, fixes_of, problems_of

RULE = "base-image-eol"


def test_the_message_names_the_day():
    (problem,) = problems_of("FROM debian:9\n", RULE)
    assert "`debian` 9 ended on 2020-07-18" in messages.message(problem, "en")


UPDATE = "RUN apt-get update && apt-get install -y --no-install-recommends"
GONE = "FROM debian:bullseye-slim\n"


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("a name that every release has", f"{GONE}{UPDATE} curl\n", f"FROM debian:trixie-slim\n{UPDATE} curl\n"),
        ("a name that the newer release has not", f"{GONE}{UPDATE} libcanberra-gtk-module\n", None),
        ("a version that only the old release has", f"{GONE}{UPDATE} curl=7.74.0-1.3\n", None),
        ("a version of apk's", "FROM alpine:3.15\nRUN apk add --no-cache curl=7.80.0-r6\n", None),
        (
            "a version in a stage that is based on it",
            f"FROM debian:bullseye AS a\nFROM a\n{UPDATE} curl=7.74.0-1.3\n",
            None,
        ),
        ("a list of its own", f"{GONE}RUN sed -i s/a/b/ /etc/apt/sources.list\n{UPDATE} curl\n", None),
        (
            "a version of another manager",
            "FROM python:3.8\nRUN pip install a==1\n",
            "FROM python:3.11\nRUN pip install a==1\n",
        ),
    ],
)
def test_a_newer_base_is_offered_where_the_rest_holds_on_it(why, before, after):
    changed = fixed(before, RULE)
    assert changed.splitlines()[0] == (after or before).splitlines()[0], why


@pytest.mark.parametrize(
    ("image", "nearest"),
    [
        ("node:16", "node:22"),
        ("node:16.20-alpine", "node:22-alpine"),
        ("debian:10", "debian:13"),
        ("debian:buster", "debian:trixie"),
        ("debian:buster-slim", "debian:trixie-slim"),
        ("ubuntu:bionic", "ubuntu:jammy"),
        ("ubuntu:18.04", "ubuntu:22.04"),
        ("redis:5", "redis:6.2"),
        ("centos:7", None),
    ],
)
def test_ended_versions(image, nearest):
    text = f"FROM {image}\n"
    assert findings_of(text, RULE) == [image]
    assert fixes_of(text, RULE) == [[f"FROM {nearest}\n"] if nearest else []]


@pytest.mark.parametrize(
    "image", ["node:24", "node:lts", "debian:trixie", "python:3", "redis:8", "scratch", "me/node:16"]
)
def test_supported_versions(image):
    assert findings_of(f"FROM {image}\n", RULE) == []


def test_debian_lives_as_long_as_its_long_term_support():
    assert findings_of("FROM debian:12-slim\n", RULE) == []
    assert findings_of("FROM debian:bullseye\n", RULE) == ["debian:bullseye"]


@pytest.mark.parametrize(
    ("image", "file", "text", "after"),
    [
        ("node:16", "package.json", '{"engines": {"node": ">=16 <17"}}', "node:16"),
        ("node:16", "package.json", '{"engines": {"node": ">=16"}}', "node:22"),
        ("node:16", ".nvmrc", "16\n", "node:16"),
        ("python:3.8", "pyproject.toml", 'requires-python = ">=3.8,<3.10"\n', "python:3.8"),
        ("ruby:3.1", "Gemfile", 'ruby "3.1.4"\n', "ruby:3.1"),
        ("php:7.4-cli", "composer.json", '{"require": {"php": "^7.4"}}', "php:7.4-cli"),
        ("php:7.4-cli", "composer.json", '{"require": {"php": "^7.4 || ^8.0"}}', "php:8.2-cli"),
        # neither is what the project asks for, so the newer one does no harm
        ("node:16", ".nvmrc", "14\n", "node:22"),
    ],
)
def test_the_fix_does_not_go_against_the_project(tmp_path, image, file, text, after):
    (tmp_path / file).write_text(text, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert fixed(f"FROM {image}\n", RULE, context=context) == f"FROM {after}\n"
