"""The lines that an instruction takes up, for fixes that move, add or remove whole ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.syntax import Document, Node


def with_comments(document: Document, node: Node) -> Span:
    """From the comments right above an instruction to the end of its last line, the line end included.

    Parser directives above the first instruction are no comments.
    """
    text = document.text.value
    start = text.rfind("\n", 0, node.start) + 1
    directives = document.directives
    stop = document.nodes[node.index - 1].span.end if node.index else directives[-1].span.end if directives else 0
    while start > stop:
        before = text.rfind("\n", 0, start - 1) + 1
        if before < stop or not text[before:start].lstrip(" \t").startswith("#"):
            break
        start = before
    if text.startswith("\ufeff", start):
        start += 1  # the byte order mark is the file's
    end = text.find("\n", node.span.end)
    return Span(start, len(text) if end < 0 else end + 1)


def whole_lines(document: Document, node: Node) -> Span:
    """An instruction with its indentation and line end."""
    text = document.text.value
    end = text.find("\n", node.span.end)
    return Span(_start(text, node), len(text) if end < 0 else end + 1)


def indentation(document: Document, node: Node) -> str:
    """The blanks before the keyword."""
    return document.text.value[_start(document.text.value, node) : node.start]


def line_above(document: Document, node: Node, keyword: str, rest: str) -> Edit:
    """The edit that adds an instruction right above another one, its keyword in the other's letter case."""
    written = node.instruction.slice(node.instruction.keyword)
    word = keyword.lower() if written.islower() else keyword
    at = _start(document.text.value, node)
    return Edit(Span(at, at), f"{indentation(document, node)}{word} {rest}{document.newline}")


def _start(text: str, node: Node) -> int:
    start = text.rfind("\n", 0, node.start) + 1
    return start + 1 if text.startswith("\ufeff", start, node.start) else start
