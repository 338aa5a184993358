"""Pages for the editor: a rule's or a word's as Markdown, and links that the client can open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from gorae.lint import messages
from gorae.lint.registry import resolve
from gorae.lsp.server import GoraeServer  # noqa: TC001  # pygls reads the handlers' annotations

if TYPE_CHECKING:
    from gorae.texts import Language


def linked(ls: GoraeServer, markdown: str, language: Language) -> str:
    """A hover's text with links that the client opens: our command where it knows that, addresses elsewhere."""
    from gorae.hover import published, with_links

    def address(target: str) -> str:
        if not ls.command_links:
            return published(target, language)
        return f"command:gorae.showRule?{quote(json.dumps([target]), safe='')}"

    return with_links(markdown, address)


def show_rule(ls: GoraeServer, name: str) -> str | None:
    """A page as Markdown: of a rule by its name or alias, of a word as `KIND/NAME`; None for what has none."""
    kind, _, rest = name.rpartition("/")
    if kind and kind != "rules":
        return _page(kind, rest, ls.language)
    rules = resolve(rest)
    if not rules:
        return None
    parts = []
    for rule in rules:
        page = messages.page(rule, ls.language)
        source = page.text("source")
        foot = f"\n\n<{source}>\n" if source else "\n"
        parts.append(f"# {rule.name}\n\n**{page.text('summary')}**\n\n{page.body.strip()}{foot}")
    return "\n---\n\n".join(parts)


def _page(kind: str, name: str, language: Language) -> str | None:
    from gorae.hover import whole_page, with_links

    text = whole_page(kind, name, language)
    return None if text is None else with_links(text, lambda target: f"../{target}.md")
