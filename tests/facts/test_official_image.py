"""The version that an official image's tag stands for, and what PHP's images do with opcache."""

from __future__ import annotations

import pytest

from gorae.facts.official_image import tag_version, version_today
from gorae.facts.php_image import opcache_of
from gorae.stages import build
from gorae.syntax import parse


def last_stage(text: str):
    stage = build(parse(text)).last
    assert stage is not None
    return stage


@pytest.mark.parametrize(
    ("why", "base", "name", "written", "today"),
    [
        ("both numbers are written", "python:3.12-slim", "python", (3, 12), (3, 12)),
        ("a third number counts where it is asked what is there", "php:8.3.10-fpm", "php", (8, 3), (8, 3, 10)),
        ("a line that is over is not looked up", "golang:1.12", "golang", (1, 12), (1, 12)),
        ("one number of a line that is over is its last", "php:7-apache", "php", (7,), (7, 99)),
        ("its last on a system that it may have left before", "golang:1-stretch", "golang", (1,), None),
        ("a system that no image is built on any more", "golang:stretch", "golang", None, None),
        ("a digest may be of any day", f"golang@sha256:{'a' * 64}", "golang", None, None),
        ("a digest behind a tag that moves, too", f"node:22@sha256:{'a' * 64}", "node", (22,), None),
        ("a mirror of the official image", "public.ecr.aws/docker/library/python:3.12", "python", (3, 12), (3, 12)),
        ("another image of that name", "bitnami/python:3.12", "python", None, None),
        ("another language", "node:22.1", "python", None, None),
    ],
)  # fmt: skip
def test_version(why, base, name, written, today):
    stage = last_stage(f"FROM {base}\n")
    assert (tag_version(stage, name), version_today(stage, name)) == (written, today), why


@pytest.mark.parametrize("base", ["python", "python:slim", "python:3", "python:latest"])
def test_a_tag_that_moves_is_todays_release(base):
    """The packaged data says which, and grows with each refresh: no number is written here."""
    version = version_today(last_stage(f"FROM {base}\n"), "python")
    assert version is not None
    assert version >= (3, 14)


def test_a_stage_stands_on_the_image_of_its_parents():
    assert tag_version(last_stage("FROM python:3.12 AS a\nFROM a AS b\nFROM b\n"), "python") == (3, 12)


@pytest.mark.parametrize(
    ("why", "base", "state"),
    [
        ("a line that is looked after", "php:8.4-fpm", "enabled"),
        ("a line that was still built in July 2025", "php:8.1-apache", "enabled"),
        ("a line that ended before", "php:8.0-fpm", "off"),
        ("a whole one, by its first number", "php:7-fpm", "off"),
        ("the first release with it", "php:8.2.29-fpm", "enabled"),
        ("a release long before", "php:8.2.10-fpm", "off"),
        ("the release of the day itself may have been built again", "php:8.2.28-fpm", None),
        ("a system that was given up before", "php:8.1-fpm-buster", "off"),
        ("Alpine's systems have two numbers", "php:8.2-fpm-alpine3.19", "off"),
        ("and were built later on newer ones", "php:8.2-fpm-alpine3.22", "enabled"),
        ("compiled in", "php:8.5-fpm", "included"),
        ("a tag that moves", "php:fpm", "included"),
        ("a digest may be of any day", f"php@sha256:{'a' * 64}", None),
        ("another image", "alpine:3.22", None),
    ],
)  # fmt: skip
def test_opcache(why, base, state):
    assert opcache_of(last_stage(f"FROM {base}\n")) == state, why
