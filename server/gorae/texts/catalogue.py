"""The short texts of a room: `STEM.ko.md` and `STEM.en.md` beside its modules, each a front matter alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source.packaged import folder_of
from gorae.texts.pages import fill, parse_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.texts.pages import Language


class Catalogue:
    """The texts of one room in each language; a language's file is read when it is first asked for."""

    def __init__(self, package: str, stem: str = "phrases") -> None:
        self._package, self._stem = package, stem
        self._known: dict[Language, Mapping[str, tuple[str, ...]]] = {}

    def all(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        """All texts of a language, those of a key that stands more than once in order."""
        known = self._known.get(language)
        if known is None:
            file = folder_of(self._package) / f"{self._stem}.{language}.md"
            known = self._known[language] = parse_page(file.read_text(encoding="utf-8")).front
        return known

    def texts(self, key: str, language: Language) -> tuple[str, ...]:
        """The texts of a key; the English ones where the language lacks it. Raises KeyError where English does."""
        found = self.all(language).get(key)
        return found if found is not None else self.all("en")[key]

    def say(self, key: str, language: Language, /, **facts: object) -> str:
        """A text with its gaps filled."""
        return fill(self.texts(key, language)[0], facts)
