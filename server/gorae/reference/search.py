"""Finds the pages that answer what a person types without knowing their names: `한글 깨짐`, `exec format error`, `npm ci`.

A page names in its front matter what people look for (`words: 시간대, 한글 깨짐`), in both languages of the reader; its
title, summary and text count as well, in this order. Particles at the end of a Korean word do not count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gorae.reference.library import KINDS, command_name, find_pages, index, page, row
from gorae.texts import LANGUAGES, Page

if TYPE_CHECKING:
    from gorae.texts import Language

_MOST = 5
# A page that says a word once in passing is no answer; one that is named after it, or two of whose words are asked, is.
_LEAST = 14
_PARTICLE = re.compile(
    r"(?<=[가-힣a-z0-9_/.\])])(?:에서는|으로는|에서|에게|까지|부터|보다|처럼|하고|이랑|으로|이란|은|는|이|가|을|를|에|의|로|와|과|도|만|란|랑)$"
)
_ENDING = re.compile(
    r"(?<=[가-힣])(?:해야 하나요|하는|하기|하면|해요|합니다|되는|돼요|됨|나요|어요|아요|려면|할|한|된|함)$"
)
_LISTS = ("command", "option", "choice")
_COMPARES = re.compile(r"차이|비교|\bvs\b|\bversus\b|difference|\bor\b")
_IDLE_WORDS = """
방법 법 차이 차이점 어떻게 왜 안 잘 때 좀 문제 안됨 오류 에러 해결 설정 사용 사용법 쓰는 추천 하는 하기 vs 그리고 자꾸 계속 갑자기 말고 다른 뭐야 뭔가요 뭐예요 뭐에요 뭔지 무엇 무엇인가요 무슨 뜻 이유 중 중에
how to do i a an the of in for with is are my what why and or not difference between use using error
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_EVERYWHERE = ("도커", "docker")


class _Entry(NamedTuple):
    """A page: what people look for it by, and its texts in small letters."""

    kind: str
    name: str
    phrases: tuple[str, ...]
    title: str
    summary: str
    body: str


# One thing that people say in several ways, each as the pages say it.
_ALIKE = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"느[려린릴리][가-힣]*|오래 ?걸[가-힣]*", "느림"),
        (r"(?:꽉|가득) ?[차참찼]\w*", "부족"),
        (r"(?:너무|이렇게) ?[커크큰큼][가-힣]*|사이즈", "크기"),
        (r"깨[지져진짐]\w*", "깨짐"),
        (r"꺼[지져진짐]\w*|죽[어은음]\w*|종료[돼되됨된]\w*", "종료"),
        (r"(?:줄[이여]|축소)[가-힣]*", "줄이기"),
        (r"안 ?(?:돼|되|됨|됩)[가-힣]*|안 ?(?:나옴|나와|보여|보임)[가-힣]*", "안됨"),
        (r"쉘", "셸"),
        (r"헬스 ?[체첵][크킹]?", "헬스체크"),
        (r"아키텍쳐", "아키텍처"),
        (r"빌드 ?킷", "buildkit"),
        (r"(?:도커 ?)?이그노어", "dockerignore"),
        (r"유저", "사용자"),
        (r"루트(?! ?인증)", "root"),
        (r"크론", "cron"),
        (r"파이썬", "python"),
        (r"자바(?!스크립트)", "java"),
        (r"노드", "node"),
        (r"디렉[토터]리", "폴더"),
        (r"정리|삭제|지우[기는]?|제거", "삭제"),
        (r"윈도우즈?", "windows"),
        (r"k8s|쿠버네티스", "kubernetes"),
        (r"깃허브|깃헙", "github"),
        (r"도커 ?파일", "dockerfile"),
        (r"권한 ?거부", "permission denied"),
    )
)


def _as_pages_say(text: str) -> str:
    query = text.lower()
    for pattern, instead in _ALIKE:
        query = pattern.sub(instead, query)
    return query


def joined(text: str) -> str:
    """A text without spaces, in small letters: in Korean one writes 이미지 용량 and 이미지용량."""
    return re.sub(r"[\s·,()]+", "", _as_pages_say(text))


def stems(text: str) -> list[str]:
    """The words of a question without particles, endings and words that ask."""
    found = []
    for word in re.sub(r"[?!,]", " ", _as_pages_say(text)).split():
        stem = _ENDING.sub("", _PARTICLE.sub("", word)) if len(word) > 2 else word
        found += [one for one in (stem,) if one and word not in _IDLE and one not in _IDLE]
    # Everything here is about Docker: the word says something only where it stands alone.
    return [one for one in found if one not in _EVERYWHERE] or found


@lru_cache(maxsize=2)
def _entries(language: Language) -> tuple[_Entry, ...]:
    found = []
    for kind in KINDS:
        for name in index()[kind]:
            shown = page(kind, name, language)
            if shown is None or kind == "tables":
                continue
            both = [known for other in LANGUAGES if (known := page(kind, name, other)) is not None]
            phrases = {joined(one) for known in both for line in known.texts("words") for one in line.split(",")}
            title = " ".join([*(known.text("title") for known in both), name.replace("-", " ")])
            texts = (title.lower(), shown.text("summary").lower(), shown.body.lower())
            found.append(_Entry(kind, name, tuple(sorted(phrases - {""})), *texts))
    return tuple(found)


def _says(text: str, word: str) -> bool:
    """Whether a text has the word: an English one from end to end, a Korean one with whatever particle."""
    if not word.isascii():
        return word in joined(text)
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}s?(?![a-z0-9])", text) is not None


def _score(entry: _Entry, asked: str, words: list[str]) -> int:
    score = 0
    for phrase in entry.phrases:
        if phrase == asked:
            return 200
        if phrase not in _EVERYWHERE and len(phrase) > 1 and len(asked) > 1 and (phrase in asked or asked in phrase):
            score = max(score, 40 + 2 * min(len(phrase), len(asked)))
    named = whole = 0
    for word in words:
        hits = [_says(text, word) for text in (entry.title, entry.summary, entry.body)]
        is_phrase = any(_says(phrase, word) for phrase in entry.phrases)
        named += 10 * is_phrase + 9 * hits[0] + 4 * hits[1] + 2 * hits[2]
        whole += any(hits)
    return score + named + (6 if whole == len(words) > 1 else 0)


def search(query: str, language: Language) -> list[tuple[str, str]]:
    """The kinds and names of the pages that fit best, the best first; none where no page is about it."""
    asked, words = joined(query), stems(query)
    if not words or not asked:
        return []
    scored = [(_score(entry, asked, words), entry) for entry in _entries(language)]
    order = {"concepts": 2, "instructions": 1}
    best = sorted(
        (one for one in scored if one[0] >= _LEAST), key=lambda one: (-one[0], -order.get(one[1].kind, 0), one[1].name)
    )
    kept = [entry for score, entry in best if score * 2 >= best[0][0]]
    return [(entry.kind, entry.name) for entry in kept[:_MOST]]


def looked_for_by(query: str, language: Language) -> list[tuple[str, str]]:
    """The kinds and names of the pages that say of themselves that they are looked for by just this."""
    asked = joined(query)
    return [(entry.kind, entry.name) for entry in _entries(language) if asked in entry.phrases]


def named_in(query: str, language: Language) -> list[Page]:
    """The pages that a question asks to be compared: `CMD와 ENTRYPOINT 차이`."""
    words = stems(query) if _COMPARES.search(query.lower()) else []
    found = [find_pages(word, language)[:1] for word in words] if len(words) > 1 else []
    return [pages[0] for pages in found] if found and all(found) else []


def part_of_program(query: str, language: Language) -> Page | None:
    """A program's own command or option, as it is typed: `npm ci`, `apt-get install --no-install-recommends`."""
    words = query.split()
    name = command_name(words[0]) if len(words) > 1 else None
    if name is None:
        return None
    for wanted in (" ".join(words[1:]), words[-1]):
        known = row("commands", name, language, wanted, *_LISTS)
        if known is not None:
            whole = page("commands", name, language)
            sources = whole.texts("source") if whole is not None else ()
            front = {"title": (query,), "summary": (known.text,), "see": (f"commands/{name}",), "source": sources}
            return Page({key: values for key, values in front.items() if values}, "")
    return None
