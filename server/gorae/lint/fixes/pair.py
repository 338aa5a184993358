"""Takes a pair out of a LABEL or an ENV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.syntax import Document, Node, Pair


def without_pair(document: Document, node: Node, pair: Pair) -> Edit:
    """The edit that takes a pair out, the instruction with it where it has no other."""
    instruction = node.instruction
    index = instruction.pairs.index(pair)
    if len(instruction.pairs) == 1:
        return Edit(document.lines_of(node), "")
    if index + 1 < len(instruction.pairs):
        return Edit(node.to_document(Span(pair.span.start, instruction.pairs[index + 1].span.start)), "")
    return Edit(node.to_document(Span(instruction.pairs[index - 1].span.end, pair.span.end)), "")
