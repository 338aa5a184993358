"""The terminal: colours where they are wanted, and nothing that it would obey."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from gorae.texts.width import fill_text, width

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

# Unicode's Cc without tab and line feed, its bidirectional formatting characters (UAX 9), line and paragraph separators,
# surrogates.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_USUAL = 80
_WIDEST = 100  # longer lines of a page are hard to read
_NARROWEST = 40
_RED, _GREEN, _CYAN, _BOLD = "31", "32", "36", "1"


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours (no-color.org; FORCE_COLOR for programs that pass them on)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """How many columns a page on standard output may take: the terminal's, or 80 where that is not known."""
    return min(_columns_of(sys.stdout), _WIDEST)


def room_on(stream: TextIO) -> int | None:
    """The columns of a terminal; None where the stream is none: programs that read it get whole lines."""
    return _columns_of(stream) if stream.isatty() else None


def fitted(line: str, room: int | None) -> str:
    """A sentence in lines of at most `room` columns; None leaves it as it is."""
    return line if room is None or width(line) <= room else "\n".join(fill_text(line, room))


def _columns_of(stream: TextIO) -> int:
    """What COLUMNS says, else the terminal, else 80."""
    said = os.environ.get("COLUMNS", "")
    found = int(said) if said.isdecimal() else 0
    if not found:
        try:
            found = os.get_terminal_size(stream.fileno()).columns
        except (AttributeError, OSError, ValueError):
            found = 0
    return max(found or _USUAL, _NARROWEST)


def visible(text: str) -> str:
    """The text with what a terminal would obey, or show as something else, written out: escape sequences, other control
    characters, marks that turn the direction of writing, bytes that are no UTF-8. Tabs and line ends stay.
    """
    return _UNSEEN.sub(_written_out, text)


def complain(lines: Iterable[str]) -> None:
    """Writes sentences to standard error, one a line or, on a terminal, in lines that fit; names in them may hold anything."""
    room = room_on(sys.stderr)
    sys.stderr.write("".join(fitted(visible(line), room) + "\n" for line in lines))


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is no UTF-8, as Python keeps it
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def diff_for(stream: TextIO, diff: str) -> str:
    """A unified diff as a stream shows it: in colours, or written out on a terminal; untouched for a program, such as patch."""
    if wants_colour(stream):
        return coloured_diff(diff)
    return visible(diff) if stream.isatty() else diff


def coloured_diff(diff: str) -> str:
    """A unified diff in git's colours."""
    return "".join(_coloured(visible(line.removesuffix("\r"))) + "\n" for line in diff.split("\n")[:-1])


def _coloured(line: str) -> str:
    if line.startswith(("diff ", "--- ", "+++ ", "new file")):
        code = _BOLD
    elif line.startswith("@@"):
        code = _CYAN
    elif line.startswith("+"):
        code = _GREEN
    elif line.startswith("-"):
        code = _RED
    else:
        return line
    return f"\x1b[{code}m{line}\x1b[0m"
