"""A hover cut to what an editor shows without scrolling, with a link to the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.reference.cards import MOST_LINES, lines_of, paragraphs
from gorae.reference.phrases import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.texts import Language

_LINKS = re.compile(r"(?:^| · )\[(?:\\.|[^\[\]\\])+\]\([^()\s]+\)")
_FEWEST_LINES = 4  # of the word's own text
MORE = "gorae:hover"  # where the link to the rest leads: the text that was cut


def brief(word: str, notes: Sequence[str], preview: Sequence[str], language: Language) -> tuple[str, bool]:
    """The text on a word, then notes on what is found there and a preview; and whether something was left out.

    At most `MOST_LINES` lines before the links, which begin with one to the whole text where it is cut. What goes is
    what the word's text says last, for its page says that too; then the preview.
    """
    parts = paragraphs(word)
    links = parts.pop() if parts and _is_links(parts[-1]) else ""
    left = MOST_LINES - sum(map(lines_of, notes)) - (1 if notes and parts else 0)
    needed = sum(map(lines_of, preview))
    shown = preview if left - needed >= min(_FEWEST_LINES, sum(map(lines_of, parts))) else ()
    kept, is_cut = _fitting(parts, left - (needed if shown else 0))
    if is_cut and not links.startswith(f"[{say('more', language)}]"):
        links = " · ".join(part for part in (f"[{say('show-more', language)}]({MORE})", links) if part)
    else:
        is_cut = False  # its page has the rest
    rule = ["---"] if kept and notes else []
    return "\n\n".join(part for part in (*kept, *rule, *notes, *shown, links) if part), is_cut


def _fitting(parts: Sequence[str], most: int) -> tuple[list[str], bool]:
    """The first parts that fit, of a list its first lines; the title always."""
    kept: list[str] = []
    left = most
    for number, part in enumerate(parts):
        needed = lines_of(part)
        if needed <= left or not number:
            kept.append(part)
            left -= needed
            continue
        if part.startswith("- "):
            rows = part.split("\n")
            while rows and lines_of("\n".join(rows)) > left:
                rows.pop()
            kept += ["\n".join(rows)] if rows else []
        while len(kept) > 1 and kept[-1].endswith(":"):
            kept.pop()
        return kept, True
    return kept, False


def _is_links(part: str) -> bool:
    return not _LINKS.sub("", part)
