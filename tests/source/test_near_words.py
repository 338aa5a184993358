"""Misspelt words find the right one; of very many known words only so many are compared."""

from __future__ import annotations

import pytest

from gorae.source.near_words import near_words

CASES = {
    "the likest first": ("VERSON", ["VERSIONS", "VERSION"], 2, ["VERSION", "VERSIONS"]),
    "none is near": ("PATH", ["VERSION"], 1, []),
    "none is known": ("PATH", [], 1, []),
    "a Korean word whose last letter lacks its end": ("판올리", ["판올림", "경로"], 1, ["판올림"]),
    "the right one is beyond those that are compared": ("VERSON", [*map(str, range(300)), "VERSION"], 1, []),
    "the right one is the last that is compared": ("VERSON", [*map(str, range(299)), "VERSION"], 1, ["VERSION"]),
}


@pytest.mark.parametrize(("word", "known", "most", "expected"), CASES.values(), ids=CASES)
def test_near_words(word, known, most, expected):
    assert near_words(word, known, most=most) == expected
