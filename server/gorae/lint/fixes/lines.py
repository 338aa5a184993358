"""Lines that are added above an instruction."""

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
