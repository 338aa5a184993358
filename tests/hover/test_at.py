"""What a hover says: `|` marks the cursor, the second column what must stand in the answer."""

from __future__ import annotations

import re

import pytest

from gorae.hover import hover_at, to_plain
from gorae.hover.library import KINDS, find_pages, index, page
from gorae.stages import build
from gorae.syntax import INSTRUCTIONS, parse

CASES = {
    "an instruction": ("FROM debian:13-slim\nEXP|OSE 80\n", "EXPOSE", "포트"),
    "behind ONBUILD": ("FROM debian:13-slim\nONBUILD CO|PY . /app\n", "COPY", "빌드 컨텍스트"),
    "a variable's value": ("FROM a:1\nENV PORT=8080\nEXPOSE $PO|RT\n", "$PORT", "8080"),
    "a variable in a shell command": ("FROM a:1\nARG TAG=v1\nRUN echo ${TA|G}\n", "${TAG}", "v1"),
    "a declared variable": ("FROM a:1\nENV PO|RT=8080\n", "PORT", "8080"),
    "an undefined variable": ("FROM a:1\nEXPOSE $PO|RT\n", "$PORT", "정의되지 않은"),
    "a stage in --from": ("FROM a:1 AS made\nFROM b:1\nCOPY --from=ma|de /x /y\n", "made", "1번째 줄"),
    "a stage as a base": ("FROM a:1 AS made\nFROM ma|de\n", "made", "`made` 스테이지"),
    "an image without a tag": ("FROM deb|ian\n", "debian", "latest"),
    "scratch": ("FROM scr|atch\n", "scratch", "빈 이미지"),
    "a command": ("FROM a:1\nRUN apt-|get update\n", "apt-get", "apt"),
    "a command's option": ("FROM a:1\nRUN apt-get install -|y curl\n", "-y", "--yes"),
}


@pytest.mark.parametrize(("marked", "word", "said"), CASES.values(), ids=CASES.keys())
def test_hover(marked: str, word: str, said: str) -> None:
    offset = marked.index("|")
    text = marked.replace("|", "", 1)
    document = parse(text)
    found = hover_at(document, build(document), offset, "ko")
    assert found is not None
    assert found.span.of(text) == word
    assert said in found.markdown


@pytest.mark.parametrize(
    "marked", ["|", "FROM a:1\n|\nRUN x\n", "FROM a:1\n# com|ment\n", "FROM a:1\nRUN true | ca|t\n"]
)
def test_nothing_is_said_of_nothing(marked: str) -> None:
    offset = marked.rindex("|")
    text = marked[:offset] + marked[offset + 1 :]
    document = parse(text)
    assert hover_at(document, build(document), offset, "ko") is None or "cat" in text


def test_every_instruction_is_explained_in_both_languages() -> None:
    assert set(index()["instructions"]) == {name.lower() for name in INSTRUCTIONS}


@pytest.mark.parametrize("kind", KINDS)
def test_pages_have_the_same_shape_in_both_languages(kind: str) -> None:
    for name in index()[kind]:
        korean, english = page(kind, name, "ko"), page(kind, name, "en")
        assert korean is not None
        assert english is not None
        assert korean.text("title") == english.text("title"), name
        assert korean.texts("signature") == english.texts("signature"), name
        assert len(korean.texts("option")) == len(english.texts("option")), name
        assert re.search("[가-힣]", korean.text("summary")), name
        assert not re.search("[가-힣]", english.body), name


def test_words_are_found_however_they_are_written() -> None:
    assert [found.text("title") for found in find_pages("copy", "ko")] == ["COPY"]
    assert find_pages("nothing like it", "ko") == []


def test_plain_text_has_no_marks() -> None:
    assert to_plain("**A** `b` [c](https://d)\n\n```sh\ne\n```\n") == "A b c (https://d)\n\n    e"
