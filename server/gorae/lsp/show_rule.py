"""The command `gorae.showRule`: a rule's page, or a word's, as Markdown for the editor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint import messages
from gorae.lint.registry import resolve

if TYPE_CHECKING:
    from gorae.lint.rule import Rule
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
    return "\n---\n\n".join(_rule_page(rule, language) for rule in rules)


_WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "error": "오류",
        "warning": "경고",
        "information": "정보",
        "hint": "힌트",
        "severity": "심각도",
        "aliases": "별칭",
        "bad": "나쁜 예",
        "good": "좋은 예",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "information": "information",
        "hint": "hint",
        "severity": "Severity",
        "aliases": "Aliases",
        "bad": "Bad",
        "good": "Good",
    },
}
_FENCE = re.compile(r"^```(\w+) (.+)$", re.MULTILINE)


def _rule_page(rule: Rule, language: Language) -> str:
    page, words = messages.page(rule, language), _WORDS[language]
    facts = [f"{words['severity']}: {words[rule.severity]}"]
    if rule.aliases:
        facts.append(f"{words['aliases']}: {', '.join(f'`{alias}`' for alias in rule.aliases)}")
    body = _FENCE.sub(lambda found: f"{_label(found[2].split(), words)}```{found[1]}", page.body.strip())
    source = page.text("source")
    foot = f"\n\n<{source}>\n" if source else "\n"
    return f"# {rule.name}\n\n**{page.text('summary')}**\n\n{' · '.join(facts)}\n\n{body}{foot}"


def _label(info: list[str], words: dict[str, str]) -> str:
    """The line above a code block: a bad or a good example, or a file's name."""
    for word in info:
        if word in ("bad", "good"):
            return f"**{words[word]}**\n\n"
        if word.startswith(("file=", "good-file=")):
            return f"`{word.partition('=')[2]}`\n\n"
    return ""


def _page(kind: str, name: str, language: Language) -> str | None:
    from gorae.reference.cards import whole_page
    from gorae.reference.markup import with_links

    text = whole_page(kind, name, language)
    return None if text is None else with_links(text, lambda target: f"../{target}.md")
