"""Edits of an ignore file's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


def without_line(text: str, span: Span) -> Edit:
    """Takes the whole line of a pattern away, with its newline; of the last line the one before it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    if end >= 0:
        return Edit(Span(start, end + 1), "")
    before = start - 1 - text.endswith("\r\n", 0, start) if start else 0
    return Edit(Span(max(before, 0), len(text)), "")


def without_lines(text: str, spans: Iterable[Span]) -> list[Edit]:
    """Takes the whole lines of some patterns away; where one follows another, by one edit."""
    cut: list[Span] = []
    for span in (without_line(text, one).span for one in spans):
        if cut and span.start <= cut[-1].end:
            start = cut.pop().start
            if span.end == len(text) and not text.endswith("\n"):  # nor does what stays end with a newline
                start = max(start - 1 - text.endswith("\r\n", 0, start), 0)
            span = Span(start, span.end)  # noqa: PLW2901  # it is both
        cut.append(span)
    return [Edit(one, "") for one in cut]
