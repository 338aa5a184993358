"""What a tag of an official image stands for: one answer for hovers, hints, pins and what images hold."""

from __future__ import annotations

import pytest

from gorae.images import official_images, tags
from gorae.images.versions import exact_tag, platforms, variant, version


@pytest.mark.parametrize(
    ("name", "tag", "words"),
    [
        ("python", "3.13-slim", {"slim"}),
        ("caddy", "alpine", {"alpine"}),  # not the plain number, though it is the same build
        ("node", "latest", set()),
        ("mariadb", "noble", {"noble"}),
        ("debian", "bookworm", set()),  # no number has the name with it
    ],
)
def test_more_of_the_version_and_the_same_words(name: str, tag: str, words: set[str]) -> None:
    exact = exact_tag(name, tag)
    assert exact in tags(name)
    assert exact is not None
    assert version(exact).startswith(version(tag))
    assert version(exact).count(".") > version(tag).count(".") or not version(tag)
    assert words == set(variant(exact)) or words < set(variant(exact))


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
