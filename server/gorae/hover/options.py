"""The options that a word of a program holds: `-xzf` holds three."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.reference import library

if TYPE_CHECKING:
    from gorae.reference.library import Option
    from gorae.texts import Language

# Programs of Windows, whose options are the same in upper and lower case.
# An option with a size in the same word: `-Xmx512m`.
_SIZED = re.compile(r"(-[A-Z][a-z]{2,})\d+[kKmMgG]?")
_ANY_CASE = frozenset(("powershell", "choco", "msiexec", "setx", "icacls", "robocopy", "dism", "reg", "msbuild"))


def options_in(name: str, text: str, language: Language, *, dashless: bool) -> tuple[tuple[str, Option], ...]:
    """The options that a word of that program holds, each as it is written: several in a bundle, none in an operand."""
    head = text.partition("=")[0]
    sized = _SIZED.fullmatch(text)
    for written in (text, head, *((sized[1],) if sized is not None else ())):
        row = library.row("commands", name, language, written)
        if row is not None:
            return ((written, row),)
    if name in _ANY_CASE:
        head = head.partition(":")[0]
        for row in library.rows("commands", name, language):
            if head.lower() in (one.lower() for one in row.names):
                return ((head, row),)
    for row in library.rows("commands", name, language) if head.startswith(("--", "-H:", "-XX:")) else ():
        for start in row.names:  # `--enable-` stands for `--enable-neon`
            if start.endswith(("-", ":")) and len(start) > 2 and head.startswith(start):
                return ((head, row._replace(names=(head,))),)
    letters = text[1:] if text[:1] in ("-", "+") and text[1:2] != "-" else text if dashless else ""
    sign = text[:1] if text[:1] in ("-", "+") else "-"
    rows: list[tuple[str, Option]] = []
    for number, letter in enumerate(letters):
        row = library.row("commands", name, language, sign + letter)
        if row is None:
            # What follows an option with a value in the same word is that value: `-j4`, `-o/dev/null`.
            return tuple(rows) if rows and rows[-1][1].value and number else ()
        rows.append((sign + letter, row))
        if row.value and not row.value.startswith("[") and not dashless and number + 1 < len(letters):
            return tuple(rows)
    return tuple(rows)
