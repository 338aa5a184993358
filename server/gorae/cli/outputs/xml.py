"""Text in XML 1.0."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# What XML 1.0 cannot hold, however it is written (its production `Char`).
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attribute(text: object) -> str:
    """The text as an attribute's value, with its quotes; line ends stay."""
    return f'"{escape(_plain(str(text)), _IN_ATTRIBUTES)}"'


def content(text: str) -> str:
    """The text between tags."""
    return escape(_plain(text))


_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
