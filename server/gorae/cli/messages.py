"""The command line's own sentences."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.texts import fill, parse_page

if TYPE_CHECKING:
    from gorae.texts import Language, Page


@lru_cache(maxsize=2)
def _page(language: Language) -> Page:
    return parse_page((importlib.resources.files("gorae.cli") / f"messages.{language}.md").read_text(encoding="utf-8"))


def say(key: str, language: Language, **facts: object) -> str:
    """The sentence of that key, its gaps filled."""
    return fill(_page(language).text(key), facts)


def texts(key: str, language: Language) -> tuple[str, ...]:
    """All texts of a key that stands more than once."""
    return _page(language).texts(key)
