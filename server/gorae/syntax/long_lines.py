"""Lines that are longer than BuildKit reads.

It reads a file in lines of at most 64 KiB with their newline (frontend/dockerfile/parser, a bufio.Scanner as it comes):
at a longer one, be it a comment, it refuses the file, and in a heredoc it takes the file to end there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import Span
from gorae.syntax.nodes import SyntaxIssue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.syntax.nodes import Node

LONGEST_LINE = 65_535  # bytes, the newline left out
_MOST_BYTES_OF_A_CHARACTER = 4
_SURELY_SHORT = LONGEST_LINE // _MOST_BYTES_OF_A_CHARACTER


def long_line(text: str, nodes: Sequence[Node]) -> SyntaxIssue | None:
    """The first line that is too long, or the heredoc that it stands in; BuildKit reads no further."""
    offset = 0
    while len(text) - offset > _SURELY_SHORT:
        newline = text.rfind("\n", offset, offset + _SURELY_SHORT + 1)
        if newline >= 0:
            offset = newline + 1
            continue
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        size = len(text[offset:end].encode("utf-8", "surrogatepass"))
        if size > LONGEST_LINE:
            return _issue(Span(offset, end), size, text, nodes)
        offset = end + 1
    return None


def _issue(line: Span, size: int, text: str, nodes: Sequence[Node]) -> SyntaxIssue:
    facts: tuple[tuple[str, str], ...] = (("bytes", f"{size:,}"), ("most", f"{LONGEST_LINE:,}"))
    for node in nodes:
        for heredoc in node.instruction.heredocs if node.span.covers(line) else ():
            if node.to_document(heredoc.body).holds(line.start):
                row = text.count("\n", 0, line.start) + 1
                facts = (*facts, ("line", str(row)))
                return SyntaxIssue("line-of-heredoc-too-long", node.to_document(heredoc.marker), facts)
    return SyntaxIssue("line-too-long", line, facts)
