"""Sentences that no page holds, on values, stages, files. They stand in `phrases.ko.md` and `phrases.en.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.texts import Catalogue

if TYPE_CHECKING:
    from gorae.texts import Language

PHRASES = Catalogue("gorae.reference")
say = PHRASES.say


def listed(items: list[str], language: Language, most: int = 6) -> str:
    """The items with commas between; of many the first ones, and how many more there are."""
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else say("and-more", language, items=shown, count=len(items) - most)
