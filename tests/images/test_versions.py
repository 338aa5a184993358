"""What a tag of an official image stands for: one answer for hovers, hints, pins and what images hold."""

from __future__ import annotations

import pytest

from gorae.images import official_images, tags
from gorae.images.versions import exact_tag, platforms, variant, version


@pytest.mark.parametrize(
    ("why", "name", "tag", "words"),
    [
        ("a minor version and a variant", "python", "3.13-slim", {"slim"}),
        (
            "a variant without a version",
            "caddy",
            "alpine",
            {"alpine"},
        ),  # not the plain number, though it is the same build
        ("latest is no variant", "node", "latest", set()),
        ("a release of the system below", "mariadb", "noble", {"noble"}),
        ("a release that is the version itself", "debian", "bookworm", set()),  # no number has the name with it
    ],
)
def test_more_of_the_version_and_the_same_words(why: str, name: str, tag: str, words: set[str]) -> None:
    exact = exact_tag(name, tag)
    assert exact in tags(name), why
    assert exact is not None, why
    assert version(exact).startswith(version(tag)), why
    assert version(exact).count(".") > version(tag).count(".") or not version(tag), why
    assert words == set(variant(exact)) or words < set(variant(exact)), why


def test_a_tag_that_says_all_has_no_more_exact_one() -> None:
    for name in ("python", "node", "golang"):
        exact = exact_tag(name, "latest")
        assert exact is not None
        assert exact_tag(name, exact) is None
    assert exact_tag("python", "no-such-tag") is None
    assert exact_tag("no-such-image", "latest") is None


def test_an_exact_tag_has_the_platforms_of_its_tag() -> None:
    for name in official_images():
        for tag in ("latest", "alpine", "slim"):
            exact = exact_tag(name, tag)
            if exact is not None:
                assert set(platforms(name, exact)) <= set(platforms(name, tag)), (name, tag, exact)
