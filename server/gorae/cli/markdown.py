"""Markdown for the terminal: headings, lists, code, links; wrapped at the terminal's width, wide characters counted."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from gorae.cli.messages import say
from gorae.cli.outputs.text import pad, paint
from gorae.cli.terminal import columns
from gorae.texts.markdown import blocks, example, item_sign, marks
from gorae.texts.width import fill, unbroken, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.texts import Language
    from gorae.texts.markdown import Block, Mark

_RULE = re.compile(r":?-+:?")


def to_terminal(text: str, language: Language, *, colour: bool) -> str:
    """Markdown as a terminal shows it."""
    room = columns()
    out: list[str] = []
    for kind, group in groupby(_with_paragraphs(blocks(text.rstrip("\n"))), lambda block: block.kind):
        if kind == "row":
            out.extend(_table([block.text for block in group], room, colour=colour))
            continue
        for block in group:
            if kind == "fence":
                out += _label(block.info, language, colour=colour)
                out += [("    " + line).rstrip() for line in block.text.splitlines()]
            elif kind == "heading":
                out.append(paint(block.text, "1", colour=colour))
            else:
                out += wrapped(block.text, room, colour=colour)
    return "\n".join(out).rstrip("\n") + "\n"


def _with_paragraphs(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the lines of a paragraph or list item as one."""
    open_: Block | None = None
    for block in found:
        if block.kind == "line" and open_ is not None:
            open_ = open_._replace(text=f"{open_.text} {block.text.strip()}")
            continue
        if open_ is not None:
            yield open_
        open_ = block if block.kind in ("line", "item") else None
        if open_ is None:
            yield block
    if open_ is not None:
        yield open_


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


def _label(info: str, language: Language, *, colour: bool) -> list[str]:
    """The line above a code block: a bad or a good example, or a file's name."""
    kind, path = example(info)
    if kind == "file":
        return [paint(path, "36", colour=colour)]
    return [paint(say(f"example-{kind}", language), "31" if kind == "bad" else "32", colour=colour)] if kind else []


def styled(text: str, *, colour: bool) -> str:
    """One line with its code, strong words and links as the terminal shows them."""
    return "".join(_styled(mark, colour=colour) for mark in marks(text))


def _styled(mark: Mark, *, colour: bool) -> str:
    if mark.kind == "code":
        return paint(mark.text, "36", colour=colour) if colour else mark.source
    if mark.kind == "strong":
        return paint(styled(mark.text, colour=False), "1", colour=colour)
    return mark.text if mark.kind == "text" else mark.source


def wrapped(text: str, room: int, *, colour: bool, indent: str = "") -> list[str]:
    """The text in lines of at most that many columns; code stays on one line where it fits. A list item hangs."""
    sign = item_sign(text)
    hang = indent + " " * width(sign)
    words = _words(text[len(sign) :], room - width(hang))
    return [styled(line, colour=colour) for line in fill(words, room, indent + sign, hang)]


def _words(text: str, room: int) -> Iterator[str]:
    """What is not broken: words and short pieces of code; a word that is wider than a line is cut."""
    links_apart = "".join(
        f"{mark.text} ({mark.target})" if mark.kind == "link" else mark.source for mark in marks(text)
    )
    for word in unbroken(links_apart, room):
        yield from (word,) if width(word) <= room or word.startswith(("http", "(http")) else _cut(word, room)


def _cut(word: str, room: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and width(piece + character) > room:
            yield piece
            piece = ""
        piece += character
    yield piece
