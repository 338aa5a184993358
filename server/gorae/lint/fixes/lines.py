"""Lines that are added above an instruction, or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.syntax import Document, Node


def line_above(document: Document, node: Node, keyword: str, rest: str) -> Edit:
    """The edit that adds an instruction right above another one, indented as it is, its keyword in the other's case."""
    offset = document.text.start_of_line(node.start)
    line = f"{document.indentation(node)}{node.instruction.in_case(keyword)} {rest}{document.newline}"
    return Edit(Span(offset, offset), line)


def without_gap(text: str, lines: Span, newline: str) -> Span:
    """Lines that go, and the blank one behind them where one stands before them as well."""
    blank = text[: lines.start].endswith(newline * 2) and text.startswith(newline, lines.end)
    return Span(lines.start, lines.end + len(newline)) if blank else lines
