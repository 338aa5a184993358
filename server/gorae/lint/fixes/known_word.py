"""The known word that a misspelt one was meant to be, where one alone is near."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 0.7  # `--form` for `--from`, `--user` for nothing
_APART = 0.05  # words that are less apart than that are both as good


def known_word(written: str, known: Iterable[str], *, near: float = _NEAR) -> str | None:
    """The word that `written` is most like, whatever its letter case; None where none is near, or two are.

    `near` is the least likeness (`difflib`, 0 to 1).
    """
    letters = written.lower()
    matcher = difflib.SequenceMatcher(b=letters)
    rated: list[tuple[float, str]] = []
    for word in sorted(known):
        matcher.set_seq1(word.lower())
        swapped = sorted(word.lower()) == sorted(letters) and len(letters) > 2
        rated.append((max(matcher.ratio(), 0.9 if swapped else 0.0), word))
    rated.sort(reverse=True)
    if not rated or rated[0][0] < near or (len(rated) > 1 and rated[0][0] - rated[1][0] < _APART):
        return None
    return rated[0][1]
