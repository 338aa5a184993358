"""Hovers for clients of all kinds: links to pages, and Markdown made plain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.reference import library

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.texts import Language

_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]\(([^()\s]+)\)")
_PAGE_LINK = re.compile(r"\]\(gorae:([\w./+-]+)\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_STRONG = re.compile(r"\*\*([^*]+)\*\*|(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_<>\[\]|])")
_CODE = re.compile(r"(?<!`)(`+)(?!`) ?(.+?) ?(?<!`)\1(?!`)")


def with_links(markdown: str, address: Callable[[str], str]) -> str:
    """The text with `gorae:KIND/NAME` links replaced by what `address` makes of `KIND/NAME`."""
    return _PAGE_LINK.sub(lambda match: f"]({address(match[1])})", markdown)


def published(target: str, language: Language) -> str:
    """Where the page `KIND/NAME` is on the web; `rules/NAME` is a rule's."""
    kind, _, name = target.partition("/")
    if kind == "rules":
        from gorae.lint import messages
        from gorae.lint.registry import resolve

        rules = resolve(name)
        return messages.url(rules[0], language) if rules else library.SITE
    return library.url(kind, name, language)


def to_plain(markdown: str) -> str:
    """The same words without Markdown's marks; code blocks are indented."""
    lines: list[str] = []
    fenced = False
    for line in markdown.split("\n"):
        if line.startswith("```"):
            fenced = not fenced
            continue
        if fenced:
            lines.append(("    " + line).rstrip())
            continue
        text = _LINK.sub(r"\1 (\2)", line.lstrip("#").lstrip() if line.startswith("#") else line)
        text = _AUTOLINK.sub(r"\1", _CODE.sub(r"\2", _STRONG.sub(lambda match: match[1] or match[2], text)))
        lines.append(_ESCAPED.sub(r"\1", text))
    return "\n".join(lines).strip()
