"""The command `gorae.showRule`: a rule's page, or a word's, as Markdown for the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint import messages
from gorae.lint.registry import resolve

if TYPE_CHECKING:
    from gorae.lsp.session import Session
    from gorae.texts import Language


def show_rule(session: Session, name: str) -> str | None:
    """A page as Markdown: of a rule by its name or alias, of a word as `KIND/NAME`; None for what has none."""
    return page_of(name, session.language)


def page_of(name: str, language: Language) -> str | None:
    """A page in a language; its links to other pages are relative paths."""
    kind, _, rest = name.rpartition("/")
    if kind and kind != "rules":
        return _page(kind, rest, language)
    rules = resolve(rest)
    if not rules:
        return None
    parts = []
    for rule in rules:
        page = messages.page(rule, language)
        source = page.text("source")
        foot = f"\n\n<{source}>\n" if source else "\n"
        parts.append(f"# {rule.name}\n\n**{page.text('summary')}**\n\n{page.body.strip()}{foot}")
    return "\n---\n\n".join(parts)


def _page(kind: str, name: str, language: Language) -> str | None:
    from gorae.hover import whole_page, with_links

    text = whole_page(kind, name, language)
    return None if text is None else with_links(text, lambda target: f"../{target}.md")
