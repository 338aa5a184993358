"""Markdown for clients that show plain text."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_CODE = re.compile(r"`([^`]+)`")


def to_plain(markdown: str) -> str:
    """The same words without Markdown's marks; code blocks are indented."""
    lines: list[str] = []
    fenced = False
    for line in markdown.split("\n"):
        if line.startswith("```"):
            fenced = not fenced
            continue
        if fenced:
            lines.append("    " + line)
            continue
        text = _LINK.sub(r"\1 (\2)", line.lstrip("#").lstrip() if line.startswith("#") else line)
        text = _AUTOLINK.sub(r"\1", _CODE.sub(r"\1", _STRONG.sub(r"\1", text)))
        lines.append(text.replace("\\|", "|"))
    return "\n".join(lines).strip()
