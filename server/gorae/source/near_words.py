"""Words that a misspelt one may have been meant for."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Each comparison takes some 20 µs, and a text may have as many misspelt names as right ones.
_MOST_COMPARED = 300


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known word that is most like `word`; None where none is near. For lists of our own: all are compared."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def near_words(word: str, known: Iterable[str], *, most: int = 1, cutoff: float = 0.6) -> list[str]:
    """The known words that are most like `word`, the likest first; of very many known ones the first 300 are compared.

    `cutoff` is the least likeness (`difflib`, 0 to 1).
    """
    return difflib.get_close_matches(word, list(islice(known, _MOST_COMPARED)), n=most, cutoff=cutoff)
