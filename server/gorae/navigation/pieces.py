"""A name that is continued on the next line, piece by piece."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=2)
def _break(escape: str) -> re.Pattern[str]:
    """A continuation with the comment and blank lines that the builder skips behind it."""
    return re.compile(rf"{re.escape(escape)}[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*")


def pieces(text: str, span: Span, escape: str) -> tuple[Span, ...]:
    """The spans of a text that a word consists of, continuations and comment lines between them left out."""
    if "\n" not in text[span.start : span.end]:
        return (span,)
    return tuple(_pieces(text, span, escape))


def _pieces(text: str, span: Span, escape: str) -> Iterator[Span]:
    offset = span.start
    for match in _break(escape).finditer(text, span.start, span.end):
        if match.start() > offset:
            yield Span(offset, match.start())
        offset = match.end()
    if offset < span.end:
        yield Span(offset, span.end)
