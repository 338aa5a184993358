"""Markdown taken apart, as far as the pages use it: blocks of lines, and the marks within a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

BlockKind = Literal["blank", "heading", "fence", "row", "item", "line"]
ExampleKind = Literal["", "bad", "good", "file"]
MarkKind = Literal["text", "code", "strong", "emphasis", "link"]

_ITEM = re.compile(r"\s*(?:[-*]|\d+\.) ")
_MARKS = re.compile(
    r"""\\(?P<escaped>[\\`*_<>\[\]|])
    | (?<!`)(?P<ticks>`+)(?!`)\ ?(?P<code>.+?)\ ?(?<!`)(?P=ticks)(?!`)
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\((?P<target>[^()\s]+)\)
    | <(?P<address>https?://[^<>\s]+)>
    | \*\*(?P<strong>[^*]+)\*\*
    | (?<![\w*])\*(?P<emphasis>[^*\s][^*]*)\*(?![\w*])""",
    re.VERBOSE,
)
_KINDS: dict[str, MarkKind] = {
    "code": "code", "strong": "strong", "emphasis": "emphasis", "target": "link", "address": "text", "escaped": "text",
}  # fmt: skip
_EXAMPLES: dict[str, ExampleKind] = {"bad": "bad", "good": "good"}


class Block(NamedTuple):
    """A line, or a fenced block. `text` is what it says: a heading without its marks, a fence's lines without the fence."""

    kind: BlockKind
    source: str  # as it is written
    text: str
    info: str = ""  # what stands behind an opening fence


class Mark(NamedTuple):
    """A piece of a line. `text` is what it says, with the marks that stand in it; a link's `target` is its address."""

    kind: MarkKind
    source: str
    text: str
    target: str = ""


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks in order; a fence that is not closed reaches to the end."""
    lines = iter(markdown.split("\n"))
    for line in lines:
        if line.startswith("```"):
            yield _fence(line, lines)
        elif not line.strip():
            yield Block("blank", line, "")
        elif line.startswith("#"):
            yield Block("heading", line, line.lstrip("#").lstrip())
        elif line.startswith("|"):
            yield Block("row", line, line)
        else:
            yield Block("item" if item_sign(line) else "line", line, line)


def example(info: str) -> tuple[ExampleKind, str]:
    """What a page's fence holds: a bad or a good example, or a file with its path; nothing of these."""
    for word in info.split():
        if word in _EXAMPLES:
            return _EXAMPLES[word], ""
        if word.startswith(("file=", "good-file=")):
            return "file", word.partition("=")[2]
    return "", ""


def item_sign(line: str) -> str:
    """What a list item begins with, as it is written: `- `, `  1. `; nothing where the line is no item."""
    match = _ITEM.match(line)
    return match[0] if match else ""


def marks(line: str) -> Iterator[Mark]:
    """The pieces of a line in order."""
    end = 0
    for match in _MARKS.finditer(line):
        if match.start() > end:
            yield Mark("text", line[end : match.start()], line[end : match.start()])
        end = match.end()
        group = match.lastgroup or ""
        yield Mark(_KINDS[group], match[0], match["label" if group == "target" else group], match["target"] or "")
    if end < len(line):
        yield Mark("text", line[end:], line[end:])


def to_plain(markdown: str) -> str:
    """The same words without Markdown's marks; the lines of code blocks are indented."""
    lines: list[str] = []
    for block in blocks(markdown):
        if block.kind == "fence":
            lines += [("    " + line).rstrip() for line in block.text.splitlines()]
        else:
            lines.append(_plain(block.text))
    return "\n".join(lines).strip()


def _plain(line: str) -> str:
    return "".join(_plain_mark(mark) for mark in marks(line))


def _plain_mark(mark: Mark) -> str:
    if mark.kind in ("text", "code"):
        return mark.text
    inner = _plain(mark.text)
    return f"{inner} ({mark.target})" if mark.kind == "link" else inner


def _fence(opening: str, lines: Iterator[str]) -> Block:
    sign = opening[: len(opening) - len(opening.lstrip("`"))]
    within: list[str] = []
    for line in lines:
        if line.rstrip() == sign:
            return Block("fence", "\n".join((opening, *within, line)), "\n".join(within), opening.lstrip("`"))
        within.append(line)
    return Block("fence", "\n".join((opening, *within)), "\n".join(within), opening.lstrip("`"))
