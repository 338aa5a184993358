"""`base-image-not-slim` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.syntax import parse
from lint.cases import check, findings_of, fixed, fixes_of, settings_of


@pytest.mark.parametrize(
    ("why", "run", "after"),
    [
        ("nothing speaks against Alpine", "RUN httpd -v", "httpd:2.4-alpine"),
        ("apt is Debian's", "RUN apt-get update", "httpd:2.4"),
        ("useradd is Debian's", "RUN useradd app", "httpd:2.4"),
        ("bash is not in Alpine", 'SHELL ["/bin/bash", "-c"]\nRUN httpd -v', "httpd:2.4"),
    ],
)
def test_alpine_is_no_lighter_debian(why, run, after):
    text = f"FROM httpd:2.4\n{run}\nCMD x\n"
    assert fixed(text, "base-image-not-slim") == text.replace("httpd:2.4", after), why


LIGHT = "base-image-not-slim"


@pytest.mark.parametrize(
    ("why", "image", "tags"),
    [
        ("slim first, as it has the same C library", "node:24", ["24-slim", "24-alpine"]),
        ("another language, the same tags", "python:3.13", ["3.13-slim", "3.13-alpine"]),
        ("a full version stays full", "python:3.13.1", ["3.13.1-slim", "3.13.1-alpine"]),
        ("the release stays, Alpine has none", "node:24-bookworm", ["24-bookworm-slim", "24-alpine"]),
        ("Python writes slim before the release", "python:3.13-bookworm", ["3.13-slim-bookworm", "3.13-alpine"]),
        ("PostgreSQL has no slim image, and Alpine's sorts texts otherwise", "postgres:17-bookworm", []),
        ("there is only one variant", "caddy:2.11.4", []),
        ("PHP's variants are more than sizes", "php:8.4-fpm", []),
        ("Go's image compiles, which is what it is for", "golang:1.26", []),
        ("a JRE is the light one of Java", "eclipse-temurin:21", ["21-jre", "21-jre-alpine"]),
        ("also where the JDK is named", "eclipse-temurin:21-jdk", ["21-jre", "21-jre-alpine"]),
        ("a name for a version stays", "node:lts", ["lts-slim", "lts-alpine"]),
        ("slim is light", "node:24-slim", []),
        ("slim of a release is light", "node:24-bookworm-slim", []),
        ("Alpine is light", "node:24-alpine", []),
        ("without a tag another rule reports", "node", []),
        ("a digest is one image and no other", f"node:24@sha256:{'1' * 64}", []),
        ("another's images have their own tags", "me/node:24", []),
        ("the lightest of all", "eclipse-temurin:21-jre-alpine", []),
    ],
)
def test_lighter_variants(why, image, tags):
    name = image.partition(":")[0]
    wanted = [[f"FROM {name}:{tag}\n" for tag in tags]] if tags else []
    assert fixes_of(f"FROM {image}\n", LIGHT) == wanted, why


def test_the_title_tells_of_another_c_library():
    (problem,) = check(parse("FROM node:24\n"), settings_of(LIGHT))
    assert [fix.variant for fix in problem.fixes] == ["", "alpine"]


def test_a_stage_that_compiles_keeps_its_compiler():
    assert fixes_of("FROM eclipse-temurin:21\nRUN ./mvnw package\n", LIGHT) == []


def test_only_the_last_stage_is_to_be_light():
    assert findings_of("FROM node:24 AS a\nFROM node:24-slim\nCOPY --from=a /x /x\n", LIGHT) == []


@pytest.mark.parametrize(
    ("why", "text", "tags"),
    [
        ("npm is in all of them", "RUN npm run build\n", ["24-slim", "24-alpine"]),
        ("apt is Debian's", "RUN apt-get update\n", ["24-slim"]),
        ("ls is everywhere", "RUN ls\n", ["24-slim", "24-alpine"]),
        ("bash is not in Alpine", 'SHELL ["/bin/bash", "-c"]\n', ["24-slim"]),
        ("sh is everywhere", 'SHELL ["/bin/sh", "-c"]\n', ["24-slim", "24-alpine"]),
        ("an instruction without its words says nothing", "SHELL\n", ["24-slim", "24-alpine"]),
    ],
)
def test_what_the_stage_runs_says_which_variants_do(why, text, tags):
    assert fixes_of(f"FROM node:24\n{text}", LIGHT) == [[f"FROM node:{tag}\n{text}" for tag in tags]], why
