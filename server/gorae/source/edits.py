"""Edits of a text, and how they are applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gorae.source.text import Span


class Edit(NamedTuple):
    """Replaces the characters of a span (code points) by a text; an empty span inserts, an empty text deletes."""

    span: Span
    text: str

    def shift(self, by: int) -> Edit:
        """The same edit where the text begins `by` code points earlier."""
        return Edit(self.span.shift(by), self.text)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose spans are all of the text before. Insertions at one place keep their order.

    Raises ValueError where two edits overlap.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at:
            raise ValueError(f"two edits overlap at offset {edit.span.start}")
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def overlapping(one: Sequence[Edit], other: Sequence[Edit]) -> bool:
    """Whether two groups of edits touch the same characters, or insert at the same place."""
    for a in one:
        for b in other:
            if a.span.start < b.span.end and b.span.start < a.span.end:
                return True
            if a.span.start == b.span.start:
                return True
    return False
