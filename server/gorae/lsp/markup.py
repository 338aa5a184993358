"""Markdown as the client takes it: its links, or plain text where it knows no Markdown."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from lsprotocol import types

if TYPE_CHECKING:
    from gorae.lsp.session import Client, Session
    from gorae.texts import Language


_MOST_KEPT = 100  # texts that hovers cut: nobody opens the rest of an older one


def linked(client: Client, markdown: str, language: Language) -> str:
    """A hover's text with links that the client opens: our command where it knows that, addresses elsewhere."""
    from gorae.reference.markup import published, with_links

    def address(target: str) -> str:
        if not client.command_links:
            return published(target, language)
        return f"command:gorae.showRule?{quote(json.dumps([target]), safe='')}"

    return with_links(markdown, address)


def with_rest(session: Session, markdown: str, whole: str) -> str:
    """The text with its link to the rest: to a page that the session keeps, where the client opens pages; else without."""
    from gorae.hover.brief import MORE

    if not whole:
        return markdown
    if not session.client.command_links:
        return re.sub(rf"\n\n\[[^\[\]]+\]\({MORE}\)(?: · )?", "\n\n", markdown).rstrip()
    word = re.sub(r"[^\w.+-]+", "-", whole.split("\n", 1)[0]).strip("-") or "gorae"
    name = f"hover/{zlib.crc32(whole.encode('utf-8', 'replace')):08x}/{word}"
    session.whole_hovers.pop(name, None)
    session.whole_hovers[name] = whole
    if len(session.whole_hovers) > _MOST_KEPT:
        del session.whole_hovers[next(iter(session.whole_hovers))]
    return markdown.replace(f"({MORE})", f"(gorae:{name})")


def markup(markdown: str, formats: tuple[str, ...]) -> types.MarkupContent:
    """The text in one of the formats that the client takes: plain where Markdown is none of them."""
    if types.MarkupKind.Markdown.value in formats:
        return types.MarkupContent(types.MarkupKind.Markdown, markdown)
    from gorae.texts.markdown import to_plain

    return types.MarkupContent(types.MarkupKind.PlainText, to_plain(markdown))
