"""Edits of an ignore file's lines."""

from __future__ import annotations

from gorae.source import Edit, Span


def without_line(text: str, span: Span) -> Edit:
    """Takes the whole line of a pattern away, with its newline; of the last line the one before it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    if end >= 0:
        return Edit(Span(start, end + 1), "")
    before = start - 1 - text.endswith("\r\n", 0, start) if start else 0
    return Edit(Span(max(before, 0), len(text)), "")
