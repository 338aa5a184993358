"""Cursors and spans drawn into texts: `‸` is the cursor, `⟦…⟧` a span, `⟪…⟫` a declaration."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from gorae.stages import build
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.navigation import Mention
    from gorae.source import Span
    from gorae.stages import Build


def at_cursor(drawn: str) -> tuple[Build, int]:
    """The build of a drawn text, and the cursor's offset."""
    text = textwrap.dedent(drawn)
    offset = text.index("‸")
    return build(parse(text.replace("‸", ""))), offset


def draw(text: str, spans: Iterable[Span], left: str = "⟦", right: str = "⟧") -> str:
    """The text with its spans drawn in."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + left + text[span.start : span.end] + right + text[span.end :]
    return text


def draw_mentions(text: str, mentions: Iterable[Mention]) -> str:
    """The text with uses and declarations drawn in."""
    for mention in sorted(mentions, reverse=True):
        left, right = ("⟪", "⟫") if mention.role == "declaration" else ("⟦", "⟧")
        start, end = mention.span
        text = text[:start] + left + text[start:end] + right + text[end:]
    return text


def plain(drawn: str) -> str:
    """A drawn text without its marks."""
    text = textwrap.dedent(drawn)
    for mark in "‸⟦⟧⟪⟫":
        text = text.replace(mark, "")
    return text
