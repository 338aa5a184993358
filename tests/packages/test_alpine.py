"""Alpine's index: what packages need, bring and weigh, and names that it does not have."""

import re

import pytest

from gorae.facts import image_alpine
from gorae.facts.image import final_image, steps
from gorae.hints.lenses import lenses
from gorae.hover.at import hover_at
from gorae.packages import alpine
from gorae.stages import build
from gorae.syntax import parse
from lint.cases import findings_of, fixed


def last_of(lines):
    stage = build(parse(f"FROM alpine:3.22\n{lines}\n")).last
    assert stage is not None
    return stage


@pytest.mark.parametrize(
    ("packages", "program", "there"),
    [
        ("git", "git", True),
        ("build-base", "gcc", True),
        ("build-base", "make", True),
        ("openssh-client", "ssh-keygen", True),  # a virtual name
        ("procps", "ps", True),
        ("git", "curl", False),
        ("python3", "pip3", False),
        ("npm", "npx", True),  # of `community`
        ("some-package-of-community", "curl", None),  # not in the index: it may bring anything
        ("libfoo-dev", "curl", False),
    ],
)
def test_programs(packages, program, there):
    assert final_image(last_of(f"RUN apk add {packages}")).has(program) is there


def test_what_older_releases_brought_is_not_known():
    stage = build(parse("FROM alpine:3.8\nRUN apk add python3\n")).last
    assert stage is not None
    assert final_image(stage).has("pip3") is None


def test_sizes_and_packages():
    step = steps(last_of("RUN apk add git"))[-1]
    assert {"git", "libcurl", "pcre2"} <= set(step.apks)
    assert "musl" not in step.apks  # it is there
    assert step.size == alpine.size_of(frozenset(step.apks))
    assert 8_000_000 < (final_image(last_of("RUN true")).size or 0) < 11_000_000
    assert steps(last_of("RUN apk add some-package-of-community"))[-1].size is None


@pytest.mark.parametrize(
    ("image", "packages", "words"),
    [
        ("alpine:3.22", "build-essential curl", ["build-essential"]),
        ("python:3.13-alpine", "git xz-utils python3-pip", ["xz-utils", "python3-pip"]),
        ("alpine", "python", ["python"]),
        ("alpine:3.8", "python", []),  # it was there
        ("alpine:3.22", "procps bash g++ redis", []),
        ("alpine:3.22", "-X https://a.example/x build-essential", []),
        ("debian:13", "build-essential", []),
    ],
)
def test_names_of_debian(image, packages, words):
    assert findings_of(f"FROM {image}\nRUN apk add --no-cache {packages}\n", "package-unknown") == words


def test_the_name_that_serves():
    text = "FROM alpine:3.22\nRUN apk add --no-cache build-essential\n"
    assert fixed(text, "package-unknown") == text.replace("build-essential", "build-base")


def test_the_base_weighs_what_the_index_says():
    assert alpine.size_of(alpine.closure(image_alpine._BASE)) == image_alpine.BASE_SIZE


def test_about():
    assert set(alpine.about()) == {"source", "date", "licence", "release"}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("git", ["packages installed along with it", "Programs: `git`", "Found in Alpine"]),
        ("procps", ["Installs `procps-ng`, which provides this name."]),
        ("build-essential", ["do not have this package", "`build-base` replaces it"]),
        ("alpine:3.22", ["Alpine 3.22 (estimated)"]),
    ],
)
def test_hover(word, said):
    document = parse("FROM alpine:3.22\nRUN apk add --no-cache git procps build-essential\n")
    found = hover_at(document, build(document), document.text.value.index(word), "en")
    assert found is not None
    assert [one for one in said if one not in found.markdown] == []


def test_the_line_above_a_stage_says_what_is_for_building():
    text = "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends gcc\n"
    (lens,) = lenses(build(parse(text)), "en", builds=False)
    assert re.search(r"≈ \d+ MB, Debian 13, \d+ packages, including \d+ MB of build tools; no ", lens.title)
    (lens,) = lenses(build(parse("FROM alpine:3.22\nRUN apk add --no-cache git\n")), "en", builds=False)
    assert re.fullmatch(r"≈ 2[\d.]+ MB, Alpine 3\.22; no .*", lens.title)
