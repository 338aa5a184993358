"""The command `gorae.showRule`: a rule's page, or a word's, as Markdown for the editor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint import messages
from gorae.lint.frequency import findings_in_1000_files
from gorae.lint.registry import resolve
from gorae.lsp.phrases import say
from gorae.texts.markdown import example

if TYPE_CHECKING:
    from gorae.lint.rule import Rule
    from gorae.lsp.session import Session
    from gorae.texts import Language


def show_rule(session: Session, name: str) -> str | None:
    """A page as Markdown: of a rule by its name or alias, of a word as `KIND/NAME`, what a hover cut; None for others."""
    whole = session.whole_hovers.get(name)
    if whole is not None:
        from gorae.reference.markup import with_links

        return with_links(whole, lambda target: f"../../{target}.md") + "\n"
    return page_of(name, session.language)


def page_of(name: str, language: Language) -> str | None:
    """A page in a language; its links to other pages are relative paths."""
    kind, _, rest = name.rpartition("/")
    if kind and kind != "rules":
        return _page(kind, rest, language)
    rules = resolve(rest)
    if not rules:
        return None
    return "\n---\n\n".join(_rule_page(rule, language) for rule in rules)


_FENCE = re.compile(r"^```(\w+) (.+)$", re.MULTILINE)


def _rule_page(rule: Rule, language: Language) -> str:
    page = messages.page(rule, language)
    facts = [f"{say('severity', language)}: {say(rule.severity, language)}"]
    if rule.aliases:
        facts.append(f"{say('aliases', language)}: {', '.join(f'`{alias.code}`' for alias in rule.aliases)}")
    often = findings_in_1000_files(rule.name)
    if often is not None:
        facts.append(say("often", language, number=often))
    body = _FENCE.sub(lambda found: f"{_label(found[2], language)}```{found[1]}", page.body.strip())
    source = page.text("source")
    foot = f"\n\n<{source}>\n" if source else "\n"
    return f"# {rule.name}\n\n**{page.text('summary')}**\n\n{' · '.join(facts)}\n\n{body}{foot}"


def _label(info: str, language: Language) -> str:
    """The line above a code block: a bad or a good example, or a file's name."""
    kind, path = example(info)
    if kind == "file":
        return f"`{path}`\n\n"
    return f"**{say(kind, language)}**\n\n" if kind else ""


def _page(kind: str, name: str, language: Language) -> str | None:
    from gorae.reference.cards import whole_page
    from gorae.reference.markup import with_links

    text = whole_page(kind, name, language)
    return None if text is None else with_links(text, lambda target: f"../{target}.md")
