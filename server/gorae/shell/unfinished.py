"""What a script opens and never closes: a quote, `$(`, `if`, `for`, `while`, `case`. Any POSIX shell refuses such a script.

Followed here by the lexical rules of POSIX ("Shell Command Language", Quoting and Token Recognition); where a script
uses what shells read in different ways, nothing is said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BLANKS = " \t\n"
_ENDS_WORD = _BLANKS + ";&|<>()"
_OPENS = {"if": "fi", "while": "done", "until": "done", "for": "done", "select": "done", "case": "esac"}
# Words behind which a reserved word is known: `done done` and `fi fi` need no `;`.
_BEFORE_COMMAND = frozenset((
    "if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "fi", "done", "esac", "}",
))  # fmt: skip
_TOKEN = re.compile(r"&&|\|\||;;&?|;&|[;&|()\n]")


class Unfinished(NamedTuple):
    """What is opened at `start`, and what should close it: `'`, `"`, `` ` ``, `)`, `fi`, `done`, `esac`."""

    start: int
    opener: str
    closer: str


class _Open(Exception):  # noqa: N818 - what was found, not a failure
    def __init__(self, start: int, opener: str, closer: str) -> None:
        super().__init__(opener)
        self.found = Unfinished(start, opener, closer)


class _Unclear(Exception):  # noqa: N818 - shells differ, or a here-document changes how lines are read
    pass


def unfinished(body: str) -> Unfinished | None:
    """What the script leaves open, in code points of `body`; None where all is closed or shells differ."""
    if "<<" in body or "$'" in body or '$"' in body or "\x00" in body:
        return None
    try:
        words, _ = _words(body, 0, nested=False)
    except _Open as open_:
        return open_.found
    except _Unclear:
        return None
    return _compound(words) or _subshell(words)


def _subshell(words: list[tuple[int, str]]) -> Unfinished | None:
    """The innermost `(` that nothing closes; patterns of `case` close more than they open, and are not looked at."""
    texts = [word for _, word in words]
    if "case" in texts or "[[" in texts:
        return None
    opened: list[int] = []
    for start, word in words:
        if word == "(":
            opened.append(start)
        elif word == ")" and opened:
            opened.pop()
    return Unfinished(opened[-1], "(", ")") if opened else None


def _words(text: str, offset: int, *, nested: bool) -> tuple[list[tuple[int, str]], int]:
    """The words and operators from `at` on, each with its start; within `$( )` up to its end."""
    found: list[tuple[int, str]] = []
    depth = 0
    while offset < len(text):
        char = text[offset]
        if char == "\\" and text[offset + 1 : offset + 2] == "\n":
            offset += 2
        elif char in " \t":
            offset += 1
        elif char == "#":
            end = text.find("\n", offset)
            offset = len(text) if end < 0 else end
        elif (match := _TOKEN.match(text, offset)) is not None:
            if match[0] == "(":
                depth += 1
            elif match[0] == ")":
                if nested and depth == 0:
                    return found, offset
                # A pattern of `case` ends in a bracket that nothing opens.
                depth = max(0, depth - 1)
            found.append((offset, match[0]))
            offset = match.end()
        elif char in "<>":
            offset += 1
        else:
            end = _word(text, offset)
            found.append((offset, text[offset:end]))
            offset = end
    if nested:
        raise _Unclear
    return found, offset


def _word(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] not in _ENDS_WORD:
        offset = _part(text, offset)
    return offset


def _part(text: str, offset: int) -> int:
    """The end of the quoted part, substitution or single character that begins at `at`."""
    char = text[offset]
    if char == "\\":
        return min(offset + 2, len(text))
    if char == "'":
        end = text.find("'", offset + 1)
        if end < 0:
            raise _Open(offset, "'", "'")
        return end + 1
    if char == '"':
        return _double(text, offset)
    if char == "`":
        return _backticks(text, offset)
    if char == "$" and text[offset + 1 : offset + 2] in ("(", "{"):
        return _substitution(text, offset)
    return offset + 1


def _double(text: str, start: int) -> int:
    offset = start + 1
    while offset < len(text):
        char = text[offset]
        if char == '"':
            return offset + 1
        if char == "\\":
            offset += 2
        elif char == "`":
            offset = _backticks(text, offset)
        elif char == "$" and text[offset + 1 : offset + 2] in ("(", "{"):
            offset = _substitution(text, offset)
        else:
            offset += 1
    raise _Open(start, '"', '"')


def _backticks(text: str, start: int) -> int:
    offset = start + 1
    while offset < len(text):
        if text[offset] == "`":
            return offset + 1
        offset += 2 if text[offset] == "\\" else 1
    raise _Open(start, "`", "`")


def _substitution(text: str, start: int) -> int:
    if text.startswith("$((", start):
        end = text.find("))", start)
        if end < 0:
            raise _Unclear
        return end + 2
    if text[start + 1] == "{":
        return _braces(text, start)
    inside = text[start + 2 :]
    if re.search(r"\bcase\b", inside):
        raise _Unclear  # its patterns end in brackets that nothing opens
    _, last = _words(text, start + 2, nested=True)
    return last + 1


def _braces(text: str, start: int) -> int:
    offset = start + 2
    while offset < len(text):
        char = text[offset]
        if char == "}":
            return offset + 1
        if char in "'\"":
            raise _Unclear  # quotes in `${x:-'}` are read in two ways
        offset = (
            _substitution(text, offset)
            if char == "$" and text[offset + 1 : offset + 2] in ("(", "{")
            else offset + (2 if char == "\\" else 1)
        )
    raise _Unclear


def _compound(words: list[tuple[int, str]]) -> Unfinished | None:
    """The first compound command that nothing ends; None where a word that closes has none to close."""
    stack: list[tuple[int, str]] = []
    begins = True  # the next word is a command's
    pattern = False  # the next word is a pattern of `case`, or `esac`
    expects_in = False
    for start, word in words:
        if pattern and word != "esac":
            pattern = word != ")"
            begins = word == ")"
            continue
        if word in ("&&", "||", ";", "&", "|", "(", "\n"):
            begins = True
        elif word in (";;", ";&", ";;&"):
            pattern, begins = bool(stack) and stack[-1][1] == "case", True
        elif word == ")":
            begins = False
        elif expects_in and word == "in":
            expects_in, pattern, begins = False, True, True
        elif begins or pattern:
            pattern = False
            if word in _OPENS:
                stack.append((start, word))
                expects_in = word == "case"
            elif word in ("fi", "done", "esac"):
                if not stack or _OPENS[stack[-1][1]] != word:
                    return None  # another mistake than an unfinished one
                stack.pop()
            begins = word in _BEFORE_COMMAND
    if not stack:
        return None
    start, opener = stack[0]
    return Unfinished(start, opener, _OPENS[opener])
