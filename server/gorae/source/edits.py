"""Edits of a text, and how they are applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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
    offset = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < offset:
            raise ValueError(f"two edits overlap at offset {edit.span.start}")
        pieces += (text[offset : edit.span.start], edit.text)
        offset = edit.span.end
    pieces.append(text[offset:])
    return "".join(pieces)


def overlapping(one: Sequence[Edit], other: Sequence[Edit]) -> bool:
    """Whether two groups of edits touch the same characters, or insert at the same place or at the end of what is replaced.

    What is inserted there continues words that are others by then.
    """
    return any(_collide(a.span, b.span) for a in one for b in other)


def _collide(one: Span, other: Span) -> bool:
    if one.start < other.end and other.start < one.end:
        return True
    inserts = one.start == one.end or other.start == other.end
    return one.start == other.start or (inserts and (one.start == other.end or other.start == one.end))


# More lines than this that differ are replaced as one: finding which of them stay takes the square of their number.
_MOST_LINES_COMPARED = 4_000


def differences(before: str, after: str) -> list[Edit]:
    """The edits that make `after` of `before`: whole lines, only those that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    blocks: Sequence[tuple[str, int, int, int, int]]
    if max(len(old_middle), len(new_middle)) > _MOST_LINES_COMPARED:
        blocks = [("replace", 0, len(old_middle), 0, len(new_middle))]
    else:
        from difflib import SequenceMatcher

        blocks = SequenceMatcher(None, old_middle, new_middle, autojunk=False).get_opcodes()
    offsets = [sum(map(len, old[:start]))]
    for line in old_middle:
        offsets.append(offsets[-1] + len(line))
    return [
        Edit(Span(offsets[first], offsets[last]), "".join(new_middle[new_first:new_last]))
        for kind, first, last, new_first, new_last in blocks
        if kind != "equal"
    ]
