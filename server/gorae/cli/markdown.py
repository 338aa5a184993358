"""Markdown for the terminal: headings, lists, code, links; wrapped at the terminal's width, wide characters counted."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.cli.outputs.text import pad, paint
from gorae.texts.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.texts import Language

_WIDEST = 100  # longer lines are hard to read
_NARROWEST = 40
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()]+)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_UNBROKEN = re.compile(r"(?:`[^`]+`|\*\*[^*]+\*\*|[^\s`]|`)+")
_RULE = re.compile(r":?-+:?")
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.) ")


def columns() -> int:
    """How many columns a page may take: the terminal's, or 80 where that is not known."""
    return max(_NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def to_terminal(text: str, language: Language, *, colour: bool) -> str:
    """Markdown as a terminal shows it."""
    room = columns()
    out: list[str] = []
    paragraph: list[str] = []
    table: list[str] = []
    in_code = False

    def flush() -> None:
        if paragraph:
            out.extend(wrapped(" ".join(paragraph), room, colour=colour))
            paragraph.clear()
        if table:
            out.extend(_table(table, room, colour=colour))
            table.clear()

    for line in text.splitlines():
        if line.startswith("```"):
            flush()
            in_code = not in_code
            if in_code:
                out.extend(_label(line.removeprefix("```").split(), language, colour=colour))
        elif in_code:
            out.append(("    " + line).rstrip())
        elif line.startswith("#"):
            flush()
            out.append(paint(line.lstrip("# "), "1", colour=colour))
        elif not line.strip():
            flush()
            out.append("")
        elif line.startswith("|"):
            if not table:
                flush()
            table.append(line)
        elif _ITEM.match(line):
            flush()
            paragraph.append(line.rstrip())
        else:
            paragraph.append(line.strip())
    flush()
    return "\n".join(out).rstrip("\n") + "\n"


def _table(lines: list[str], room: int, *, colour: bool) -> Iterator[str]:
    """A table in columns; where it is wider than the terminal, each row as a list item with the head's words."""
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines]
    head, *rest = (row for row in rows if not all(_RULE.fullmatch(cell) for cell in row))
    widest = [max(width(cell) for cell in column) for column in zip(head, *rest, strict=False)]
    if sum(widest) + 2 * (len(widest) - 1) <= room:
        for number, row in enumerate((head, *rest)):
            line = "  ".join(pad(cell, columns) for cell, columns in zip(row, widest, strict=False)).rstrip()
            yield paint(line, "1", colour=colour) if number == 0 else styled(line, colour=colour)
        return
    for row in rest:
        first, *others = row
        told = [
            f"{name}: {cell}" if name and len(head) > 2 else cell for name, cell in zip(head[1:], others, strict=False)
        ]
        yield from wrapped(f"- {first}: {' · '.join(told)}" if first else f"- {' · '.join(told)}", room, colour=colour)


def _label(info: list[str], language: Language, *, colour: bool) -> list[str]:
    """The line above a code block: a bad or a good example, or a file's name."""
    for word in info:
        if word in ("bad", "good"):
            return [paint(say(f"example-{word}", language), "31" if word == "bad" else "32", colour=colour)]
        if word.startswith(("file=", "good-file=")):
            return [paint(word.partition("=")[2], "36", colour=colour)]
    return []


def styled(text: str, *, colour: bool) -> str:
    """One line with its code, strong words and links as the terminal shows them."""
    text = _STRONG.sub(lambda match: paint(match[1], "1", colour=colour), text)
    return _CODE.sub(lambda match: paint(match[1], "36", colour=colour) if colour else match[0], text)


def wrapped(text: str, room: int, *, colour: bool, indent: str = "") -> list[str]:
    """The text in lines of at most that many columns; code stays on one line where it fits. A list item hangs."""
    item = _ITEM.match(text)
    hang = indent + (" " * width(item[0]) if item else "")
    lines, line = [], indent + item[0] if item else indent
    blank = True  # nothing but indentation in the line yet
    for word in _words(text[item.end() if item else 0 :], room - width(hang)):
        longer = line + word if blank else f"{line} {word}"
        if width(longer) > room and not blank:
            lines.append(line)
            line = hang + word
        else:
            line = longer
        blank = False
    lines.append(line)
    return [styled(one, colour=colour) for one in lines]


def _words(text: str, room: int) -> Iterator[str]:
    """What is not broken: words and short pieces of code; a word that is wider than a line is cut."""
    for match in _UNBROKEN.finditer(_LINK.sub(r"\1 (\2)", text)):
        if width(match[0]) <= room:
            yield match[0]
            continue
        for word in match[0].split():
            yield from _cut(word, room) if not word.startswith(("http", "(http")) else (word,)


def _cut(word: str, room: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and width(piece + character) > room:
            yield piece
            piece = ""
        piece += character
    yield piece
