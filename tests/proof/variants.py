"""The same Dockerfile as other people write it: other line endings, tabs, comments between lines, the other escape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable

COMMENT = "# 고래 🐳 주석"


def as_written(text: str) -> str:
    return text


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def bom(text: str) -> str:
    return "\ufeff" + text


def tabs(text: str) -> str:
    """Indented with tabs, but for the bodies of here-documents, in which blanks mean something."""
    return _outside_heredocs(text, lambda line: re.sub(r"^ +", lambda match: "\t" * (len(match[0]) // 4 or 1), line))


def lower(text: str) -> str:
    """Keywords in small letters."""
    document = parse(text)
    for node in reversed(document.nodes):
        span = node.keyword
        text = text[: span.start] + text[span.start : span.end].lower() + text[span.end :]
    return text


def commented(text: str) -> str:
    """A comment behind each line, between the lines of an instruction too."""
    return _outside_heredocs(text, lambda line: f"{line}\n{COMMENT}", first=False)


def whales(text: str) -> str:
    """Characters of two UTF-16 units in strings and names."""
    return re.sub(r"(?m)^(FROM [^\n]*\n)", '\\1LABEL whale="🐳 고래" \\\\\n    sea="바다 🌊"\n', text)


def backtick(text: str) -> str:
    """With the other escape character at the ends of lines."""
    if text.startswith("#") or "`" in text:
        return text
    return "# escape=`\n" + _outside_heredocs(text, lambda line: re.sub(r"\\$", "`", line))


def unfinished(text: str) -> str:
    """Without the last line's end."""
    return text.rstrip("\n")


def spaced(text: str) -> str:
    """Instructions apart by blank lines, keywords apart by two blanks."""
    document = parse(text)
    for node in reversed(document.nodes):
        at = node.keyword.end
        before = "\n" if node.index else ""
        text = text[: node.start] + before + text[node.start : at] + " " + text[at:]
    return text


def _outside_heredocs(text: str, change: Callable[[str], str], *, first: bool = True) -> str:
    document = parse(text)
    inside = [
        (node.to_document(heredoc.body).start, node.to_document(heredoc.end or heredoc.body).end)
        for node in document.nodes
        for heredoc in node.instruction.heredocs
    ]
    lines, at = [], 0
    for line in text.split("\n"):
        kept = any(start <= at <= end for start, end in inside) or (not first and (line.startswith("#") or not line))
        lines.append(line if kept else change(line))
        at += len(line) + 1
    return "\n".join(lines)


VARIANTS: tuple[Callable[[str], str], ...] = (
    as_written, crlf, bom, tabs, lower, commented, whales, backtick, unfinished, spaced,
)  # fmt: skip
