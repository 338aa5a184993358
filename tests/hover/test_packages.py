"""Hovers on package names and images, the line above a stage, package names in completion: what the release has."""

from __future__ import annotations

import pytest

from gorae.completion.at import complete_at
from gorae.hints.lenses import lenses
from gorae.hover.at import hover_at
from gorae.stages import build
from gorae.syntax import parse

TEXT = """FROM debian:13-slim
RUN apt-get update && apt-get install -y curl netcat openjdk-17-jre-headless libssl-dev libasound2
RUN git clone x # 한글 🐳
"""


def hover(word: str, text: str = TEXT) -> str:
    """The hover of a word's first letter, in English."""
    document = parse(text)
    found = hover_at(document, build(document), text.index(word), "en")
    assert found is not None
    return found.markdown


@pytest.mark.parametrize(
    ("why", "word", "said"),
    [
        (
            "a package with its version, its size and its programs",
            "curl",
            ["Version `8.", "Debian 13", "packages installed along with it", "Programs: `curl`"],
        ),
        ("a name that only others provide", "netcat", ["do not have this package", "`netcat-openbsd`"]),
        ("a name without a version", "openjdk", ["do not have this package", "`openjdk-21-jre-headless` replaces it"]),
        ("a package of headers", "libssl-dev", ["Headers for compiling"]),
        (
            "a name that another package provides since it was renamed",
            "libasound2",
            ["Installs `libasound2t64`, which provides this name."],
        ),
        (
            "an image, and what it lacks for the RUNs below",
            "debian:13",
            ["Debian 13, 78 packages (estimated)", "Programs it does not have: `curl`"],
        ),
    ],
)
def test_hover(why, word, said):
    """Version, size with what comes along, programs; what serves where the name is not there."""
    text = hover(word)
    assert [one for one in said if one not in text] == [], why


def test_nothing_is_said_of_packages_of_unknown_images():
    """Of another system than Debian nothing is packaged."""
    text = TEXT.replace("debian:13-slim", "ghcr.io/owner/x:1")
    document = parse(text)
    found = hover_at(document, build(document), text.index("libssl-dev"), "en")
    assert found is None or "Version" not in found.markdown


def test_completion():
    """What brings a program that the stage misses comes first; then all names that begin as typed."""
    text = "FROM debian:13-slim\nRUN apt-get update && apt-get install -y \nRUN git clone x\n"
    document = parse(text)
    items = complete_at(document, build(document), text.index("-y ") + 3, "en")
    assert min(items, key=lambda item: item.sort).label == "git"
    text = text.replace("-y ", "-y libpq")
    document = parse(text)
    labels = [item.label for item in complete_at(document, build(document), text.index("libpq") + 5, "en")]
    assert {"libpq5", "libpq-dev"} <= set(labels)


def test_line_above_a_stage():
    """Only where the file calls apt: others cost no look."""
    document = parse(TEXT)
    (line,) = (one for one in lenses(build(document), "en", builds=False) if one.is_text)
    assert "Debian 13" in line.title
    assert "no git·gcc" in line.title
    document = parse("FROM debian:13-slim\nCOPY a /a\n")
    assert not lenses(build(document), "en", builds=False)


OTHER = """FROM rockylinux:9
RUN dnf install -y libssl-dev
FROM node:24-apline
"""


@pytest.mark.parametrize(
    ("why", "word", "said"),
    [
        (
            "Debian's name on Red Hat's family",
            "libssl-dev",
            ["Rocky Linux 9 do not have this package", "`openssl-devel`"],
        ),
        ("a tag with two letters swapped", "node:24", ["has no tag `24-apline`, and never had one"]),
    ],
)
def test_what_is_not_there(why, word, said):
    """Another system's name of a package, a tag that never was."""
    text = hover(word, OTHER)
    assert [one for one in said if one not in text] == [], why
