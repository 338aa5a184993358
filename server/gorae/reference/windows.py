"""Words of scripts in PowerShell and `cmd`. The scripts are not parsed: what precedes a word says whether a command begins there."""

from __future__ import annotations

import re

from gorae.reference import library

_TABLE = "windows"
# A variable, an option, a cmdlet (`Verb-Noun`), or a program.
WORD = re.compile(r"\$\{?[A-Za-z]\w*|(?<![\w.}\])-])[-/][A-Za-z*?][\w-]*|[A-Za-z]\w*(?:-[A-Za-z]\w*)+|[A-Za-z][\w.]*")
CMDLET = re.compile(r"[A-Za-z]\w*-[A-Za-z]\w*")
# Where a command begins: the line's start, a quote, or what ends the one before it.
_BEGINS = re.compile(
    r"""(?:^|[;|&({"'!@\n]|\b(?:start\s+/wait|start-process(?:\s+-filepath)?|do|else|not)\s)\s*$""", re.IGNORECASE
)
_ENDS = re.compile(r"[;|&\n]")


def joined(text: str, escape: str) -> str:
    """The text with line continuations blanked, of the same length."""
    return re.sub(re.escape(escape) + r"[ \t]*\r?\n", lambda match: " " * len(match[0]), text)


def page_of(word: str) -> str | None:
    """The page on a program; where Windows has another one of that name (`type`, `set`), the table describes it."""
    name = library.command_name(word.lower().removesuffix(".exe"))
    return None if library.entry(_TABLE, word.lower(), "en") else name


def commands_before(text: str, start: int, offset: int) -> list[str]:
    """The commands of the statement before `at`: of `Start-Process tool.exe -Wait` both. The script begins at `start`."""
    begin = max((match.end() for match in _ENDS.finditer(text, start, offset)), default=start)
    return [
        match[0]
        for match in WORD.finditer(text, begin, offset)
        if match[0][0] not in "-/$" and (CMDLET.fullmatch(match[0]) or begins(text[start : match.start()]))
    ]


def begins(before: str) -> bool:
    """Whether a command begins behind that part of a script."""
    return _BEGINS.search(before) is not None
