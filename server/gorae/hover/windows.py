"""Hovers in the shells of Windows, PowerShell and `cmd`: commands, their options, PowerShell's own variables.

These scripts are not parsed: a word is taken for what its own form and the words before it say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.hover.cursor import Hover
from gorae.hover.operands import operand
from gorae.hover.options import options_in
from gorae.reference import library
from gorae.reference.cards import bullets, card, code, page_card
from gorae.reference.windows import CMDLET, WORD, begins, commands_before, joined, page_of
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.hover.cursor import Cursor
    from gorae.reference.library import Option
    from gorae.texts import Language

_SHELLS = ("powershell", "cmd")
_GRAMMAR = frozenset(("if", "else", "elseif", "foreach", "try", "catch", "finally", "exit"))
_PLAIN = re.compile(r"\[[A-Za-z.]+\]::\w+|[^\s\"'(){};|,&`]+")
_TABLE = "windows"


def hover(cursor: Cursor) -> Hover | None:
    """The hover of a word in a script of PowerShell or `cmd`; None in other shells and in plain values."""
    instruction = cursor.instruction
    if instruction.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK") or instruction.form == "exec":
        return None
    if cursor.build.scope_of(cursor.node).dialect not in _SHELLS or not instruction.arguments.holds(cursor.offset):
        return None
    start = instruction.arguments.start
    text = joined(cursor.node.instruction.text, cursor.document.escape)
    match = next((match for match in WORD.finditer(text, start) if match.start() <= cursor.offset < match.end()), None)
    known = _known(cursor, text, start, match) if match is not None else None
    return known or _plain(cursor, text, start)


def _known(cursor: Cursor, text: str, start: int, match: re.Match[str]) -> Hover | None:
    """A command, an option or a variable that the table or a page describes."""
    span, word = Span(match.start(), match.end()), match[0]
    if word[0] in "-/":
        meaning = _option(text, start, match.start(), word, cursor.language)
    elif word[0] == "$":
        meaning = _entry(word.replace("{", ""), cursor.language)
    elif CMDLET.fullmatch(word) or begins(text[start : match.start()]):
        meaning = _command(word, cursor.language)
    else:
        meaning = None
    return Hover(span, meaning) if meaning is not None else None


def _plain(cursor: Cursor, text: str, start: int) -> Hover | None:
    """What is left: words of the language, a program's own commands and options, arguments."""
    language = cursor.language
    match = next(
        (match for match in _PLAIN.finditer(text, start) if match.start() <= cursor.offset < match.end()), None
    )
    if match is None:
        return None
    span, word = Span(match.start(), match.end()), match[0]
    row = _row(word, language, "row") if word.lower() in _GRAMMAR or word[0] in "[$" or "-" in word else None
    if row is not None:
        return Hover(span, card(code(word), [row.text], language, ("commands/powershell",)))
    before = commands_before(text, start, match.start())
    for program in reversed(before):
        name = page_of(program)
        own = library.row("commands", name, language, word, "command") if name is not None else None
        rows = options_in(name, word, language, dashless=False) if name is not None else ()
        found = [own, *(row for _, row in rows)]
        lines = [row.text for row in found if row is not None]
        if lines:
            return Hover(span, card(f"{code(word)} · {program}", lines, language, (f"commands/{name}",)))
    program = next((one for one in reversed(before) if page_of(one) or _row(one, language, "row")), "")
    return Hover(span, operand(cursor, program or cursor.build.scope_of(cursor.node).dialect, word))


def _command(word: str, language: Language) -> str | None:
    name = page_of(word)
    return page_card("commands", name, language) if name is not None else _entry(word, language)


def _entry(word: str, language: Language) -> str | None:
    row = _row(word.removesuffix(".exe"), language, "row")
    return card(code(row.names[0]), [row.text], language, ("commands/powershell",)) if row is not None else None


def _option(text: str, start: int, offset: int, word: str, language: Language) -> str | None:
    """What an option means for a command before it in the statement, for most commands, or as an operator."""
    known = None
    for program in reversed(commands_before(text, start, offset)):
        name = page_of(program)
        rows = options_in(name, word, language, dashless=False) if name is not None else ()
        if name is not None and rows:
            if len(rows) > 1:
                lines = [bullets([f"{code(written)}: {row.text}" for written, row in rows])]
                return card(f"{code(word)} · {program}", lines, language, (f"commands/{name}",))
            title = f"{', '.join(code(one) for one in rows[0][1].names[:4])} · {program}"
            return card(title, [rows[0][1].text], language, (f"commands/{name}",))
        known = known or name or _row(program, language, "row")
    general = _row(word, language, "option") if known is not None else None
    found = general or _row(word, language, "choice")
    if found is None or (word.lower() == "-f" and text[:offset].rstrip()[-1:] not in ("'", '"', ")")):
        return None
    return card(code(word), [found.text], language, ("commands/powershell",))


def _row(word: str, language: Language, key: str) -> Option | None:
    wanted = word.lower()
    for row in library.rows("tables", _TABLE, language, key):
        if wanted in (one.lower() for one in row.names):
            return row
    return None
