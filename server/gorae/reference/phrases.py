"""The sentences of hovers that no page holds: values, stages, files. They stand in `phrases.ko.md` and `phrases.en.md`."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.texts import fill, parse_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.texts import Language


@lru_cache(maxsize=2)
def phrases(language: Language) -> Mapping[str, tuple[str, ...]]:
    """All of a language's sentences."""
    text = (importlib.resources.files("gorae.reference") / f"phrases.{language}.md").read_text(encoding="utf-8")
    return parse_page(text).front


def say(key: str, language: Language, **facts: object) -> str:
    """A sentence with its gaps filled."""
    return fill(phrases(language)[key][0], facts)


def listed(items: list[str], language: Language, most: int = 6) -> str:
    """The items with commas between; of many the first ones, and how many more there are."""
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else say("and-more", language, items=shown, count=len(items) - most)
