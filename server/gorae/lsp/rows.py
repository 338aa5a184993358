"""Diagnostics as JSON: objects of lsprotocol's classes would take longer than finding what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gorae.source import Encoding, Span, Text

SEVERITIES = {"error": 1, "warning": 2, "information": 3, "hint": 4}


def range_json(text: Text, span: Span, encoding: Encoding) -> dict[str, Any]:
    """A span as the protocol's `Range`."""
    start, end = text.position(span.start, encoding), text.position(span.end, encoding)
    return {
        "start": {"line": start.line, "character": start.column},
        "end": {"line": end.line, "character": end.column},
    }
