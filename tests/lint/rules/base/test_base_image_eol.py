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
    ("why", "image", "nearest"),
    [
        ("the nearest that is kept up", "node:16", "node:22"),
        ("the variant stays, the small version goes", "node:16.20-alpine", "node:22-alpine"),
        ("a number stays a number", "debian:10", "debian:13"),
        ("a name stays a name", "debian:buster", "debian:trixie"),
        ("the variant stays behind the name", "debian:buster-slim", "debian:trixie-slim"),
        ("Ubuntu's names are names of releases", "ubuntu:bionic", "ubuntu:jammy"),
        ("Ubuntu's numbers of long support", "ubuntu:18.04", "ubuntu:22.04"),
        ("the nearest may be of two numbers", "redis:5", "redis:6.2"),
        ("CentOS has no release that is kept up", "centos:7", None),
    ],
)
def test_ended_versions(why, image, nearest):
    text = f"FROM {image}\n"
    assert findings_of(text, RULE) == [image]
    assert fixes_of(text, RULE) == [[f"FROM {nearest}\n"] if nearest else []]


@pytest.mark.parametrize(
    ("why", "image"),
    [
        ("the version is kept up", "node:24"),
        ("the name moves with what is kept up", "node:lts"),
        ("a release by its name is kept up", "debian:trixie"),
        ("one number is the newest of its kind", "python:3"),
        ("another image is kept up", "redis:8"),
        ("scratch has no versions", "scratch"),
        ("another's image has versions of its own", "me/node:16"),
    ],
)
def test_supported_versions(why, image):
    assert findings_of(f"FROM {image}\n", RULE) == [], why


def test_debian_lives_as_long_as_its_long_term_support():
    assert findings_of("FROM debian:12-slim\n", RULE) == []
    assert findings_of("FROM debian:bullseye\n", RULE) == ["debian:bullseye"]


@pytest.mark.parametrize(
    ("why", "image", "file", "text", "after"),
    [
        ("the project wants the old one", "node:16", "package.json", '{"engines": {"node": ">=16 <17"}}', "node:16"),
        ("the project takes newer ones", "node:16", "package.json", '{"engines": {"node": ">=16"}}', "node:22"),
        ("nvm's file wants the old one", "node:16", ".nvmrc", "16\n", "node:16"),
        (
            "Python's newer versions are ruled out",
            "python:3.8",
            "pyproject.toml",
            '[project]\nrequires-python = ">=3.8,<3.10"\n',
            "python:3.8",
        ),
        ("the Gemfile wants the old one", "ruby:3.1", "Gemfile", 'ruby "3.1.4"\n', "ruby:3.1"),
        (
            "a caret stays within the first number",
            "php:7.4-cli",
            "composer.json",
            '{"require": {"php": "^7.4"}}',
            "php:7.4-cli",
        ),
        (
            "the second of the alternatives takes newer ones",
            "php:7.4-cli",
            "composer.json",
            '{"require": {"php": "^7.4 || ^8.0"}}',
            "php:8.2-cli",
        ),
        ("neither is what the project asks for, so the newer one does no harm", "node:16", ".nvmrc", "14\n", "node:22"),
    ],
)
def test_the_fix_does_not_go_against_the_project(why, tmp_path, image, file, text, after):
    (tmp_path / file).write_text(text, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert fixed(f"FROM {image}\n", RULE, context=context) == f"FROM {after}\n", why


@pytest.mark.parametrize(
    ("why", "second", "after"),
    [
        ("both stages move together", "python:3.9-slim\nCOPY --from=b /w /w", "python:3.11-slim\nCOPY --from=b /w /w"),
        (
            "one that stays holds the other",
            "python:3.9-slim\nCOPY --from=b /w /w\nRUN apt-get install -y gcc=4:12.2.0-3",
            None,
        ),
        (
            "a stage that copies nothing is its own matter",
            "python:3.9-slim\nRUN apt-get install -y gcc=4:12.2.0-3",
            "alone",
        ),
    ],
)
def test_stages_that_build_for_each_other_keep_one_version(why, second, after):
    text = f"FROM python:3.9-slim AS b\nRUN pip wheel -w /w six\nFROM {second}\n"
    first = text.replace("3.9-slim AS b", "3.11-slim AS b")
    wanted = text if after is None else first if after == "alone" else first.replace(second, after)
    assert fixed(text, RULE) == wanted, why
