"""The sentences of hints and lenses. They stand in `phrases.ko.md` and `phrases.en.md`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.texts import fill, parse_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.texts import Language


@lru_cache(maxsize=2)
def phrases(language: Language) -> Mapping[str, tuple[str, ...]]:
    """All of a language's sentences."""
    text = (Path(__file__).parent / f"phrases.{language}.md").read_text(encoding="utf-8")
    return parse_page(text).front


def say(key: str, language: Language, **facts: object) -> str:
    """A sentence with its gaps filled."""
    return fill(phrases(language)[key][0], facts)
