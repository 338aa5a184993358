"""The terminal: colours where they are wanted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_RED, _GREEN, _CYAN, _BOLD = "31", "32", "36", "1"


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours (no-color.org; FORCE_COLOR for programs that pass them on)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def coloured_diff(diff: str) -> str:
    """A unified diff in git's colours."""
    return "".join(_coloured(line) + "\n" for line in diff.split("\n")[:-1])


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
