"""The pages that hovers are made of: the same in both languages, nothing missing, no gap without a fact."""

from __future__ import annotations

import re

import pytest

from gorae.reference.library import KINDS, find_pages, index, names, page, rows
from gorae.reference.phrases import PHRASES
from gorae.stages import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS
from gorae.syntax import FLAGS, INSTRUCTIONS

PAGES = [(kind, name) for kind in KINDS for name in index()[kind]]
LISTS = ("option", "command", "choice", "row")
HANGUL = re.compile("[가-힣]")


@pytest.mark.parametrize(("kind", "name"), PAGES, ids=[f"{kind}/{name}" for kind, name in PAGES])
def test_a_page_is_the_same_in_both_languages(kind: str, name: str) -> None:
    korean, english = page(kind, name, "ko"), page(kind, name, "en")
    assert korean is not None
    assert english is not None
    if kind not in ("tables", "concepts", "operators"):
        assert korean.text("title") == english.text("title")
    assert korean.texts("signature") == english.texts("signature")
    assert set(korean.front) == set(english.front)
    for key in LISTS:
        lines = rows(kind, name, "ko", key)
        assert len(lines) == len(korean.texts(key)), "a line without its four parts"
        assert [row.names for row in lines] == [row.names for row in rows(kind, name, "en", key)]
        assert all(row.text for row in lines), [row for row in lines if not row.text]
        assert not [row for row in rows(kind, name, "en", key) if HANGUL.search("".join(row[1:]))]
    assert HANGUL.search(korean.text("summary"))
    assert not HANGUL.search(english.text("title") + english.text("summary") + english.body)
    assert len(re.findall("^```", korean.body, re.MULTILINE)) == len(re.findall("^```", english.body, re.MULTILINE))


@pytest.mark.parametrize(("kind", "name"), PAGES, ids=[f"{kind}/{name}" for kind, name in PAGES])
def test_a_page_says_where_its_facts_are_from_and_when_they_were_checked(kind: str, name: str) -> None:
    for language in ("ko", "en"):
        found = page(kind, name, language)
        assert found is not None
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", found.text("checked"))
        if (kind, name) != ("comments", "gorae"):  # what we make ourselves
            assert found.texts("source")
        assert all(source.startswith("https://") for source in found.texts("source"))


@pytest.mark.parametrize(("kind", "name"), PAGES, ids=[f"{kind}/{name}" for kind, name in PAGES])
def test_links_lead_somewhere(kind: str, name: str) -> None:
    for language in ("ko", "en"):
        found = page(kind, name, language)
        assert found is not None
        for target in found.texts("see"):
            known_kind, _, known_name = target.partition("/")
            assert known_name in index().get(known_kind, ()), target


def test_every_instruction_flag_mount_and_argument_is_explained() -> None:
    assert set(index()["instructions"]) == {name.lower() for name in INSTRUCTIONS}
    assert set(index()["flags"]) == {flag for flags in FLAGS.values() for flag in flags}
    assert set(index()["mounts"]) == {"bind", "cache", "tmpfs", "secret", "ssh"}
    assert set(index()["directives"]) == {"syntax", "escape", "check"}
    reported = {name for row in rows("tables", "variables", "ko", "row") for name in row.names}
    assert not {*PLATFORM_ARGUMENTS, *PREDEFINED_ARGUMENTS} - reported


def test_sentences_have_the_same_gaps_in_both_languages() -> None:
    korean, english = PHRASES.all("ko"), PHRASES.all("en")
    assert set(korean) == set(english)
    for key, (sentence,) in korean.items():
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", english[key][0])), key
        assert not HANGUL.search(english[key][0]), key


@pytest.mark.parametrize(
    ("why", "word", "title"),
    [
        ("an instruction in lower case", "copy", "COPY"), ("a flag with its instruction", "COPY --from", "--from"), ("a flag alone", "--chown", "--chown"), ("a key with its value leads to the flag", "type=cache", "--mount=type=cache"),
        ("a sign of the shell", "&&", "&&"), ("a directive without its equals sign", "# syntax", "# syntax="), ("a program with a version in its name", "python3.12", "python"), ("a port by its number", "5432", "5432"), ("a variable with its dollar", "$TARGETARCH", "TARGETARCH"),
        ("a signal in lower case", "sigterm", "sigterm"), ("a command of PowerShell in lower case", "test-path", "test-path"), ("a variable of PowerShell keeps its dollar", "$ProgressPreference", "$ProgressPreference"), ("a program's own name", "pip", "pip"),
    ],
)  # fmt: skip
def test_words_are_found_however_they_are_written(why: str, word: str, title: str) -> None:
    assert title in [found.text("title") for found in find_pages(word, "ko")], why


def test_a_word_that_has_no_page() -> None:
    assert find_pages("nothing like it", "ko") == []
    assert "copy" in names()
