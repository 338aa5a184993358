"""Hovers in the shells of Windows, PowerShell and `cmd`: commands, their options, PowerShell's own variables.

These scripts are not parsed: a word is taken for what its own form and the words before it say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.hover import library
from gorae.hover.cards import bullets, card, code, page_card
from gorae.hover.cursor import Hover
from gorae.hover.programs import options_in
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.hover.cursor import Cursor
    from gorae.hover.library import Option
    from gorae.texts import Language

_SHELLS = ("powershell", "cmd")
_TABLE = "windows"
# A variable, an option, a cmdlet (`Verb-Noun`), or a program.
_WORD = re.compile(r"\$\{?[A-Za-z]\w*|(?<![\w.}\])-])[-/][A-Za-z*?][\w-]*|[A-Za-z]\w*(?:-[A-Za-z]\w*)+|[A-Za-z][\w.]*")
_CMDLET = re.compile(r"[A-Za-z]\w*-[A-Za-z]\w*")
# Where a command begins: the line's start, a quote, or what ends the one before it.
_BEGINS = re.compile(
    r"""(?:^|[;|&({"'!@\n]|\b(?:start\s+/wait|start-process(?:\s+-filepath)?|do|else|not)\s)\s*$""", re.IGNORECASE
)
_ENDS = re.compile(r"[;|&\n]")


def look(cursor: Cursor) -> Hover | None:
    """The hover of a word in a script of PowerShell or `cmd`; None in other shells and in plain values."""
    instruction = cursor.instruction
    if instruction.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK") or instruction.form == "exec":
        return None
    if cursor.build.scope_of(cursor.node).dialect not in _SHELLS or not instruction.arguments.holds(cursor.at):
        return None
    start = instruction.arguments.start
    text = joined(cursor.node.instruction.text, cursor.document.escape)
    match = next((match for match in _WORD.finditer(text, start) if match.start() <= cursor.at < match.end()), None)
    if match is None:
        return None
    span, word = Span(match.start(), match.end()), match[0]
    if word[0] in "-/":
        said = _option(text, start, match.start(), word, cursor.language)
    elif word[0] == "$":
        said = _entry(word.replace("{", ""), cursor.language)
    elif _CMDLET.fullmatch(word) or begins(text[start : match.start()]):
        said = _command(word, cursor.language)
    else:
        said = None
    return Hover(span, said) if said is not None else None


def joined(text: str, escape: str) -> str:
    """The text with line continuations blanked, of the same length."""
    return re.sub(re.escape(escape) + r"[ \t]*\r?\n", lambda match: " " * len(match[0]), text)


def page_of(word: str) -> str | None:
    """The page on a program; where Windows has another one of that name (`type`, `set`), the table speaks of it."""
    name = library.command_name(word.lower().removesuffix(".exe"))
    return None if library.entry(_TABLE, word.lower(), "en") else name


def _command(word: str, language: Language) -> str | None:
    name = page_of(word)
    return page_card("commands", name, language) if name is not None else _entry(word, language)


def _entry(word: str, language: Language) -> str | None:
    row = _row(word.removesuffix(".exe"), language, "row")
    return card(code(row.names[0]), [row.text], language, ("commands/powershell",)) if row is not None else None


def _option(text: str, start: int, at: int, word: str, language: Language) -> str | None:
    """What an option means for a command before it in the statement, for most commands, or as an operator."""
    known = None
    for program in reversed(commands_before(text, start, at)):
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
    if found is None or (word.lower() == "-f" and text[:at].rstrip()[-1:] not in ("'", '"', ")")):
        return None
    return card(code(word), [found.text], language, ("commands/powershell",))


def commands_before(text: str, start: int, at: int) -> list[str]:
    """The commands of the statement before `at`: of `Start-Process tool.exe -Wait` both. The script begins at `start`."""
    begin = max((match.end() for match in _ENDS.finditer(text, start, at)), default=start)
    return [
        match[0]
        for match in _WORD.finditer(text, begin, at)
        if match[0][0] not in "-/$" and (_CMDLET.fullmatch(match[0]) or begins(text[start : match.start()]))
    ]


def begins(before: str) -> bool:
    """Whether a command begins behind that part of a script."""
    return _BEGINS.search(before) is not None


def _row(word: str, language: Language, key: str) -> Option | None:
    wanted = word.lower()
    for row in library.rows("tables", _TABLE, language, key):
        if wanted in (one.lower() for one in row.names):
            return row
    return None
