"""All pages of the package: in both languages alike, and the Korean as Korean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gorae
from gorae.texts import parse_page

ROOT = Path(gorae.__file__).parent
KOREAN = sorted(ROOT.rglob("*.ko.md"))
NAMES = [str(path.relative_to(ROOT)).removesuffix(".ko.md") for path in KOREAN]

HANGUL = re.compile("[가-힣]")
GAP = re.compile(r"\{[a-z_]+\}")
# Whatever fills a gap may end in a vowel or a consonant: a noun stands between it and these.
BARE_PARTICLE = re.compile(r"\{[a-z_]+\}`?(?:은|는|이|가|을|를|과|와|으로|로|이라|라|이고|고)(?=[ .,?!)]|$)")
BOTH_PARTICLES = re.compile(r"을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|와\(과\)|과\(와\)|\(으\)로")
UNWANTED = re.compile(
    r"도커파일|캐쉬|메세지|컨텐츠|되어집니다|되어진|에 의해|당신|(?<![\w`])(?:safe|unsafe|slim|light)한 "
)
# One thing has one name: a reader who searches for the other one finds half of the pages.
OTHER_NAMES = re.compile(
    r"데비안|우분투|알파인|페도라|쿠버네티스|깃허브|리눅스|역슬래시|낱말|빈칸|빈 글자|열쇠|까닭|저절로|교차 컴파일|(?<![가-힣])주 버전"
    r"|`WORKDIR`(?:가|를|는)(?![가-힣])|`(?:dnf|zypper)`(?:은|이|을)(?![가-힣])"
)
CRAMPED_UNIT = re.compile(r"\d[KMGT]B\b")
# Markdown closes no `**` between a mark and a letter: **`x`**는 shows its asterisks.
EMPHASIS = re.compile(r"(?P<before>^|.?)\*\*(?P<inner>[^*\n]+)\*\*(?P<after>.?)", re.MULTILINE)
# The severest length of a message (60 characters), with a gap of a usual name's length in it.
MOST_CHARACTERS = 68
USUAL_NAME = "xxxx"


def english(path: Path) -> Path:
    return path.with_name(path.name.replace(".ko.md", ".en.md"))


def prose(text: str) -> str:
    """The page without its blocks of code, and without the words that people look for it by."""
    return re.sub(r"^```.*?^```|^words: [^\n]*$", "", text, flags=re.MULTILINE | re.DOTALL)


def test_every_page_is_in_both_languages():
    assert KOREAN
    assert {path.name.removesuffix(".en.md") for path in ROOT.rglob("*.en.md")} == {
        path.name.removesuffix(".ko.md") for path in KOREAN
    }
    assert [str(path) for path in KOREAN if not english(path).is_file()] == []


@pytest.mark.parametrize("path", KOREAN, ids=NAMES)
def test_page(path: Path):
    text = path.read_text(encoding="utf-8")
    ko, en = parse_page(text), parse_page(english(path).read_text(encoding="utf-8"))
    assert set(ko.front) == set(en.front)
    for key, values in ko.front.items():
        assert len(values) == len(en.front[key]), key
        for ours, theirs in zip(values, en.front[key], strict=True):
            assert set(GAP.findall(ours)) == set(GAP.findall(theirs)), f"{key}: other gaps"
    assert headings(ko.body) == headings(en.body)
    assert [info for info, _ in ko.blocks()] == [info for info, _ in en.blocks()]
    words = prose(text)
    for pattern in (BARE_PARTICLE, BOTH_PARTICLES, UNWANTED, OTHER_NAMES, CRAMPED_UNIT):
        assert pattern.findall(words) == []
    assert [match[0] for match in EMPHASIS.finditer(words) if is_open(match)] == []
    assert HANGUL.search(words), "not in Korean"
    assert not HANGUL.search(re.sub(r"`[^`]*`", "", prose(english(path).read_text(encoding="utf-8")))), "not in English"


def is_open(match: re.Match[str]) -> bool:
    first, last = match["inner"][0], match["inner"][-1]
    closes = last.isalnum() or not match["after"].isalnum()
    opens = first.isalnum() or not match["before"].isalnum()
    return not (opens and closes)


def headings(body: str) -> list[int]:
    return [len(match[0]) for match in re.finditer(r"^#+(?= )", prose(body), re.MULTILINE)]


RULES = [path for path in KOREAN if "rules" in path.parts]


@pytest.mark.parametrize("path", RULES, ids=[path.name.removesuffix(".ko.md") for path in RULES])
def test_messages_are_short(path: Path):
    page = parse_page(path.read_text(encoding="utf-8"))
    for key, values in page.front.items():
        if key.startswith("message"):
            assert [value for value in values if len(GAP.sub(USUAL_NAME, value)) > MOST_CHARACTERS] == [], key
        if key.startswith("fix"):
            titles = [re.sub(r"\s*\([^)]*\)$", "", value) for value in values]
            assert [title for title in titles if not title.endswith("기")] == [], "a fix's title ends in 하기"
