"""The layout changes nothing of what is said: over all examples of the pages, and their prefixes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formatting.same import said, said_to_buildkit
from gorae.formatting import Options, format_text

PAGES = sorted((Path(__file__).parents[2] / "server" / "gorae").rglob("*.en.md"))
_BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
TEXTS = sorted({block for page in PAGES for block in _BLOCK.findall(page.read_text(encoding="utf-8"))})
OPTIONS = (Options(), Options(indent=3, keyword_case="lower"), Options(insert_spaces=False, tab_size=8))


def test_there_are_examples() -> None:
    assert len(TEXTS) > 300


@pytest.mark.parametrize(
    "options", OPTIONS, ids=["the defaults", "another depth, keywords in lower case", "tabs of eight columns"]
)
def test_examples_say_the_same_and_stay(options: Options) -> None:
    pytest.importorskip("dockerfile", reason="has no wheel for this platform")
    for text in TEXTS:
        for one in (text, text.replace("\n", "\r\n")):
            laid_out = format_text(one, options)
            assert said(laid_out) == said(one), one
            assert said_to_buildkit(laid_out) == said_to_buildkit(one), one
            assert format_text(laid_out, options) == laid_out, one


def test_prefixes_say_the_same() -> None:
    text = "".join(text for text in TEXTS if "<<" in text or "\\\n" in text)[:6000]
    for end in range(0, len(text), 7):
        assert said(format_text(text[:end])) == said(text[:end])
