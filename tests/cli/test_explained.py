"""`gorae explain` knows Korean words and names that are no page's own."""

from __future__ import annotations

import pytest

from gorae.cli.main import main
from gorae.reference.library import _NAMED, find_pages, page
from gorae.texts import LANGUAGES


@pytest.mark.parametrize(
    ("word", "title"),
    [
        (".dockerignore", "빌드 컨텍스트"),
        ("trivy", "이미지 검사하기"),
        ("depends_on", "depends_on"),
        ("캐시", "빌드 캐시"),
        ("레지스트리", "레지스트리와 Docker Hub"),
        ("상태 확인", "HEALTHCHECK"),
        ("헬스체크", "HEALTHCHECK"),
        ("환경변수", "ENV"),
        ("무시파일", "빌드 컨텍스트"),
        ("registry", "레지스트리와 Docker Hub"),
        ("cache", "빌드 캐시"),
        ("진입점", "ENTRYPOINT"),
        ("Docker 한눈에", "Docker 한눈에"),
        ("도커", "Docker 한눈에"),
    ],
)
def test_explained(word, title, capsys):
    assert main(["explain", *word.split(), "--lang", "ko"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == title


@pytest.mark.parametrize("word", ["registry", "cache"])
def test_plain_words_have_pages(word):
    assert find_pages(word, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_leads_to_pages(language):
    for target in _NAMED.values():
        for one in target.split():
            assert page(*one.split("/"), language) is not None, one
