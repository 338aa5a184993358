"""The short texts of the rooms: both languages have the same keys and gaps, and English stands in."""

from __future__ import annotations

import re
from importlib import import_module, resources

import pytest

from gorae.texts import LANGUAGES, Catalogue

ROOMS = {
    "around": "phrases", "cli": "messages", "completion": "phrases", "config": "issues", "compat.hadolint": "verdict",
    "hints": "phrases", "lint": "aggregation", "lsp": "phrases", "navigation": "phrases", "refactoring": "titles",
    "reference": "phrases",
}  # fmt: skip


def gaps(texts: tuple[str, ...]) -> list[set[str]]:
    return [set(re.findall(r"\{([a-z_]+)", text)) for text in texts]


@pytest.mark.parametrize("room", ROOMS)
def test_the_languages_have_the_same_keys(room: str) -> None:
    korean, english = (Catalogue(f"gorae.{room}", ROOMS[room]).all(language) for language in LANGUAGES)
    assert list(korean) == list(english)
    assert english


def test_no_other_module_reads_such_a_file() -> None:
    """Catalogues are the one way to short texts: no room keeps a table of two languages in its code."""
    for room in ROOMS:
        folder = resources.files(import_module(f"gorae.{room}"))
        for file in folder.iterdir():
            if file.name.endswith(".py"):
                assert '"ko": {' not in file.read_text(encoding="utf-8"), file


def test_english_stands_in_for_what_a_language_lacks(tmp_path, monkeypatch) -> None:
    package = tmp_path / "room"
    package.mkdir()
    (package / "phrases.en.md").write_text("---\none: One {name}\ntwo: Two\n---\n")
    (package / "phrases.ko.md").write_text("---\none: 하나 {name}\n---\n", encoding="utf-8")
    monkeypatch.setattr("gorae.source.packaged._ROOT", tmp_path)
    phrases = Catalogue("gorae.room")
    assert phrases.say("one", "ko", name="고래") == "하나 고래"
    assert phrases.say("two", "ko") == "Two"
    with pytest.raises(KeyError):
        phrases.say("three", "ko")
