"""How many columns a text takes where all characters are of one width, or of two: terminals, code blocks."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_JOINER = "\u200d"  # the emoji behind it melts with the one before
_AS_EMOJI = "\ufe0f"  # makes the character before it two columns wide


# Code and strong words stay whole.
_UNBROKEN = re.compile(r"(?:`[^`]+`|\*\*[^*]+\*\*|[^\s`]|`)+")


def width(text: str) -> int:
    """The columns of a line: two for wide characters and emoji, none for combining ones (UAX #11, "East Asian Width")."""
    if text.isascii():
        return len(text)
    columns, before, is_joined = 0, 0, False
    for character in text:
        if character == _AS_EMOJI:
            columns += 2 - before if before == 1 else 0
            before = 2
        elif character == _JOINER:
            is_joined = True
        elif unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        else:
            before = 0 if is_joined else 2 if unicodedata.east_asian_width(character) in "WF" else 1
            columns, is_joined = columns + before, False
    return columns


def fill(words: Iterable[str], room: int, first: str = "", later: str = "") -> list[str]:
    """The words in lines of at most `room` columns, a longer word on a line of its own; at least one line.

    `first` begins the first line, `later` those below it; both count as columns.
    """
    lines, line, is_empty = [], first, True
    for word in words:
        longer = line + word if is_empty else f"{line} {word}"
        if not is_empty and width(longer) > room:
            lines.append(line)
            longer = later + word
        line, is_empty = longer, False
    return [*lines, line]


def unbroken(text: str, room: int) -> Iterator[str]:
    """What is not broken where a line ends: words, and pieces of code that fit into a line of `room` columns."""
    for match in _UNBROKEN.finditer(text):
        if width(match[0]) <= room:
            yield match[0]
        else:
            yield from match[0].split()


def fill_text(text: str, room: int, first: str = "", later: str = "") -> list[str]:
    """A text in lines of at most `room` columns, broken between its words, as `fill` does."""
    return fill(unbroken(text, room - width(later)), room, first, later)
