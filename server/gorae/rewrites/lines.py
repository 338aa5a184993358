"""Lines that are added above an instruction, or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.syntax import Document, Node


def line_above(document: Document, node: Node, keyword: str, *lines: str) -> Edit:
    """The edit that adds an instruction right above another one, indented as it is, its keyword in the other's case.

    What is said of the other one in comments stays right above it. `lines`: what follows the keyword, its continuation lines too.
    """
    offset, indent = document.lines_with_comments(node).start, document.indentation(node)
    rest = f"{document.newline}{indent}".join(lines)
    return Edit(Span(offset, offset), f"{indent}{node.instruction.in_case(keyword)} {rest}{document.newline}")


def line_below(document: Document, node: Node, keyword: str, rest: str) -> Edit:
    """The edit that adds an instruction right below another one, indented as it is, its keyword in the other's case."""
    end = node.span.end
    line = f"{document.newline}{document.indentation(node)}{node.instruction.in_case(keyword)} {rest}"
    return Edit(Span(end, end), line)


def moved(document: Document, nodes: Sequence[Node], offset: int) -> list[Edit]:
    """The edits that move instructions, with the comments above them, to the start of a line or to the text's end.

    They stay in their order; a blank line that they leave beside another goes.
    """
    text, newline = document.text.value, document.newline
    blocks = [document.lines_with_comments(node) for node in nodes]
    before = "" if offset == 0 or text[offset - 1] == "\n" else newline
    lines = [block.of(text) if block.of(text).endswith("\n") else block.of(text) + newline for block in blocks]
    taken = [Edit(without_gap(text, block, newline), "") for block in blocks]
    return [*taken, Edit(Span(offset, offset), before + "".join(lines))]


def without_gap(text: str, lines: Span, newline: str) -> Span:
    """Lines that go, and the blank one behind them where one stands before them as well."""
    blank = text[: lines.start].endswith(newline * 2) and text.startswith(newline, lines.end)
    return Span(lines.start, lines.end + len(newline)) if blank else lines
