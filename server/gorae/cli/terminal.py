"""The terminal: colours where they are wanted, and nothing that it would obey."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

# Unicode's Cc without tab and line feed, its bidirectional formatting characters (UAX 9), line and paragraph separators,
# surrogates.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_RED, _GREEN, _CYAN, _BOLD = "31", "32", "36", "1"


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours (no-color.org; FORCE_COLOR for programs that pass them on)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def visible(text: str) -> str:
    """The text with what a terminal would obey, or show as something else, written out: escape sequences, other control
    characters, marks that turn the direction of writing, bytes that are no UTF-8. Tabs and line ends stay.
    """
    return _UNSEEN.sub(_written_out, text)


def complain(lines: Iterable[str]) -> None:
    """Writes sentences to standard error, one a line; names in them may hold anything."""
    sys.stderr.write("".join(visible(line) + "\n" for line in lines))


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
