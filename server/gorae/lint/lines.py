"""The lines that an instruction takes up, for fixes that move or remove whole ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import Span

if TYPE_CHECKING:
    from gorae.stages import Build
    from gorae.syntax import Placed


def with_comments(build: Build, placed: Placed) -> Span:
    """From the comments right above an instruction to the end of its last line, the line end included.

    Parser directives above the first instruction are no comments.
    """
    text = build.document.text.value
    start = text.rfind("\n", 0, placed.start) + 1
    comments = {comment.span.start for comment in build.document.comments}
    while start:
        before = text.rfind("\n", 0, start - 1) + 1
        line = text[before:start]
        if before + len(line) - len(line.lstrip(" \t")) not in comments:
            break
        start = before
    end = text.find("\n", placed.span.end)
    return Span(start, len(text) if end < 0 else end + 1)
