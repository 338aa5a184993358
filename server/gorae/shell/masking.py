"""A RUN body as the shell will see it, at the same length.

The builder joins continued lines before the shell starts, and drops comment lines and blank lines between them. A
grammar for shell scripts knows only `\\` + newline, so everything that the builder takes out (a hole) is written over
with blanks and such a newline. Offsets in the masked text are offsets in the body.
"""

from __future__ import annotations

from typing import NamedTuple

_BLANKS = " \t"


class Masked(NamedTuple):
    """The masked text, and the spans (start, end) of the body that the builder takes out, in order."""

    text: str
    holes: tuple[tuple[int, int], ...]


def masked(body: str, escape: str = "\\") -> Masked:
    """The body with continuations, comment lines and blank lines between continued lines in a form that a shell's
    grammar understands, as many code points as before; and the holes.
    """  # a body of one line, most of all, has nothing to mask
    if "\n" not in body and not body.rstrip(" \t\r").endswith(escape):
        return Masked(body.replace("\r", " "), ())
    pieces: list[str] = []
    holes: list[tuple[int, int]] = []
    hole = -1  # where the hole that is being read began
    copied = offset = 0
    size = len(body)
    while offset < size:
        line_end = body.find("\n", offset)
        next_line = size if line_end < 0 else line_end + 1
        line = body[offset : size if line_end < 0 else line_end]
        stripped = line.lstrip(" \t\r\v\f")
        if hole >= 0 and (not stripped or stripped[0] == "#"):
            offset = next_line
            continue
        if hole >= 0:
            _close(body, hole, offset, pieces, holes)
            copied, hole = offset, -1
        content = line.rstrip(" \t\r")
        if content.endswith(escape) and not content.endswith(escape * 2):
            hole = offset + len(content) - 1
            pieces.append(body[copied:hole])
            copied = hole
        offset = next_line
    if hole >= 0:
        holes.append((hole, size))
        pieces.append(" " * (size - hole))
    else:
        pieces.append(body[copied:])
    return Masked("".join(pieces).replace("\r", " "), tuple(holes))


def _close(body: str, start: int, end: int, pieces: list[str], holes: list[tuple[int, int]]) -> None:
    holes.append((start, end))
    size = end - start
    glued = start > 0 and body[start - 1] not in _BLANKS and body[end] not in _BLANKS
    if glued and size % 2 == 0:  # blanks would part a word that goes on after the hole
        pieces.append("\\\n" * (size // 2))
    else:
        pieces.append(" " * (size - 2) + "\\\n")
