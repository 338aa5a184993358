"""`base-image-not-slim` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixed, fixes_of, settings_of


@pytest.mark.parametrize(
    ("run", "after"),
    [
        ("RUN httpd -v", "httpd:2.4-alpine"),
        ("RUN apt-get update", "httpd:2.4"),
        ("RUN useradd app", "httpd:2.4"),
        ('SHELL ["/bin/bash", "-c"]\nRUN httpd -v', "httpd:2.4"),
    ],
)
def test_alpine_is_no_lighter_debian(run, after):
    text = f"FROM httpd:2.4\n{run}\nCMD x\n"
    assert fixed(text, "base-image-not-slim") == text.replace("httpd:2.4", after)


LIGHT = "base-image-not-slim"


@pytest.mark.parametrize(
    ("image", "tags"),
    [
        ("node:24", ["24-slim", "24-alpine"]),
        ("python:3.13", ["3.13-slim", "3.13-alpine"]),
        ("python:3.13.1", ["3.13.1-slim", "3.13.1-alpine"]),
        ("node:24-bookworm", ["24-bookworm-slim", "24-alpine"]),
        ("python:3.13-bookworm", ["3.13-slim-bookworm", "3.13-alpine"]),
        ("postgres:17-bookworm", []),
        ("caddy:2.11.4", []),
        ("php:8.4-fpm", []),
        ("golang:1.26", []),
        ("eclipse-temurin:21", ["21-jre", "21-jre-alpine"]),
        ("eclipse-temurin:21-jdk", ["21-jre", "21-jre-alpine"]),
        ("node:lts", ["lts-slim", "lts-alpine"]),
        ("node:24-slim", []),
        ("node:24-bookworm-slim", []),
        ("node:24-alpine", []),
        ("node", []),
        (f"node:24@sha256:{'1' * 64}", []),
        ("me/node:24", []),
        ("eclipse-temurin:21-jre-alpine", []),
    ],
)
def test_lighter_variants(image, tags):
    name = image.partition(":")[0]
    wanted = [[f"FROM {name}:{tag}\n" for tag in tags]] if tags else []
    assert fixes_of(f"FROM {image}\n", LIGHT) == wanted


def test_the_title_tells_of_another_c_library():
    (problem,) = check(parse("FROM node:24\n"), settings_of(LIGHT))
    assert [fix.variant for fix in problem.fixes] == ["", "alpine"]


def test_a_stage_that_compiles_keeps_its_compiler():
    assert fixes_of("FROM eclipse-temurin:21\nRUN ./mvnw package\n", LIGHT) == []


def test_only_the_last_stage_is_to_be_light():
    assert findings_of("FROM node:24 AS a\nFROM node:24-slim\nCOPY --from=a /x /x\n", LIGHT) == []


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("RUN npm run build\n", ["24-slim", "24-alpine"]),
        ("RUN apt-get update\n", ["24-slim"]),
        ("RUN ls\n", ["24-slim", "24-alpine"]),
        ('SHELL ["/bin/bash", "-c"]\n', ["24-slim"]),
        ('SHELL ["/bin/sh", "-c"]\n', ["24-slim", "24-alpine"]),
        ("SHELL\n", ["24-slim", "24-alpine"]),
    ],
)
def test_what_the_stage_runs_says_which_variants_do(text, tags):
    assert fixes_of(f"FROM node:24\n{text}", LIGHT) == [[f"FROM node:{tag}\n{text}" for tag in tags]]
