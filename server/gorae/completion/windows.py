"""Commands and their options in the shells of Windows, PowerShell and `cmd`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.completion.model import Item
from gorae.reference import library
from gorae.reference.windows import begins, commands_before, joined, page_of

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.source import Span
    from gorae.syntax import Instruction

_CMDLET = re.compile(r"[A-Z]\w*-[A-Z]\w*")
_PROGRAMS = (
    "choco",
    "msiexec",
    "setx",
    "icacls",
    "robocopy",
    "dism",
    "reg",
    "curl",
    "tar",
    "git",
    "dotnet",
    "powershell",
)
_TABLE = "windows"


def items(place: Place, written: Instruction) -> list[Item]:
    """Commands where one begins; behind one its options, the shell's general ones after them."""
    span = place.word("\"';|&(){}")
    text = joined(place.text[: place.offset], place.document.escape)
    start = place.start + written.arguments.start
    typed = place.typed(span)
    if begins(text[start : span.start]) and typed[:1] not in ("-", "/"):
        return _commands(place, span)
    before = commands_before(text, start, span.start)
    return _options(place, span, before[-1]) if before and (not typed or typed[0] in "-/") else []


def _commands(place: Place, span: Span) -> list[Item]:
    found = []
    for name in library.index()["commands"]:
        known = library.page("commands", name, place.language)
        if known is None or not (name in _PROGRAMS or _CMDLET.fullmatch(known.text("title"))):
            continue
        title = known.text("title") if _CMDLET.fullmatch(known.text("title")) else name
        found.append(
            Item(
                title,
                "function",
                title,
                span,
                detail=known.text("summary"),
                sort="1" + name,
                filter=title,
                page=f"commands/{name}",
            )
        )
    rows = library.rows("tables", _TABLE, place.language, "row")
    found += [
        Item(name, "function", name, span, sort="2" + name, filter=name, note=row.text)
        for row in rows
        for name in row.names
        if not name.startswith("$")
    ]
    return found


def _options(place: Place, span: Span, program: str) -> list[Item]:
    page = page_of(program)
    own = library.rows("commands", page, place.language) if page is not None else ()
    found, names = [], set()
    for order, rows in (("1", own), ("2", library.rows("tables", _TABLE, place.language))):
        for number, row in enumerate(rows):
            for name in row.names:
                if name[0] in "-/" and name not in names:
                    names.add(name)
                    sort = f"{order}{number:03}"
                    found.append(
                        Item(name, "property", name, span, detail=row.value, sort=sort, filter=name, note=row.text)
                    )
    return found
