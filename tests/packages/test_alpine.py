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
    ("why", "packages", "program", "there"),
    [
        ("a package brings the program of its name", "git", "git", True),
        ("a package brings what it depends on", "build-base", "gcc", True),
        ("so it does at the second level", "build-base", "make", True),
        ("a program of another name", "openssh-client", "ssh-keygen", True),  # a virtual name
        ("ps is procps's, not busybox's alone", "procps", "ps", True),
        ("no package brings it", "git", "curl", False),
        ("Alpine's python3 has no pip", "python3", "pip3", False),
        ("a program beside the one of the package's name", "npm", "npx", True),  # of `community`
        (
            "a package that is not known may bring anything",
            "some-package-of-community",
            "curl",
            None,
        ),  # not in the index: it may bring anything
        ("packages of headers bring no programs", "libfoo-dev", "curl", False),
    ],
)
def test_programs(why, packages, program, there):
    assert final_image(last_of(f"RUN apk add {packages}")).has(program) is there, why


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
    ("why", "image", "packages", "words"),
    [
        ("Debian's name for the compilers", "alpine:3.22", "build-essential curl", ["build-essential"]),
        (
            "an image that is built on Alpine, and two names",
            "python:3.13-alpine",
            "git xz-utils python3-pip",
            ["xz-utils", "python3-pip"],
        ),
        ("the newest Alpine has no Python 2", "alpine", "python", ["python"]),
        ("an Alpine that is not packaged here", "alpine:3.8", "python", []),  # it was there
        ("names that both systems have", "alpine:3.22", "procps bash g++ redis", []),
        ("another repository may have it", "alpine:3.22", "-X https://a.example/x build-essential", []),
        ("Debian itself", "debian:13", "build-essential", []),
    ],
)
def test_names_of_debian(why, image, packages, words):
    assert findings_of(f"FROM {image}\nRUN apk add --no-cache {packages}\n", "package-unknown") == words, why


def test_the_name_that_serves():
    text = "FROM alpine:3.22\nRUN apk add --no-cache build-essential\n"
    assert fixed(text, "package-unknown") == text.replace("build-essential", "build-base")


def test_the_base_weighs_what_the_index_says():
    assert alpine.size_of(alpine.closure(image_alpine._BASE)) == image_alpine.BASE_SIZE


def test_about():
    assert set(alpine.about()) == {"source", "date", "licence", "release"}


@pytest.mark.parametrize(
    ("why", "word", "said"),
    [
        (
            "a package with what comes along",
            "git",
            ["packages installed along with it", "Programs: `git`", "Version `", "Alpine 3.22"],
        ),
        ("a name that another package provides", "procps", ["Installs `procps-ng`, which provides this name."]),
        ("Debian's name, and Alpine's", "build-essential", ["do not have this package", "`build-base` replaces it"]),
        ("the image", "alpine:3.22", ["Alpine 3.22 (estimated)"]),
    ],
)
def test_hover(why, word, said):
    document = parse("FROM alpine:3.22\nRUN apk add --no-cache git procps build-essential\n")
    found = hover_at(document, build(document), document.text.value.index(word), "en")
    assert found is not None, why
    assert [one for one in said if one not in found.markdown] == [], why


def test_the_line_above_a_stage_says_what_is_for_building():
    text = "FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends gcc\n"
    (lens,) = lenses(build(parse(text)), "en", builds=False)
    assert re.search(r"≈ \d+ MB, Debian 13, \d+ packages, including \d+ MB of build tools; no ", lens.title)
    (lens,) = lenses(build(parse("FROM alpine:3.22\nRUN apk add --no-cache git\n")), "en", builds=False)
    assert re.fullmatch(r"≈ 2[\d.]+ MB, Alpine 3\.22; no .*", lens.title)
