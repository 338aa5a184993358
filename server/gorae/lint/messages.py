"""The sentences of a finding, from its rule's pages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.lint import shellcheck
from gorae.lint.rule import ExternalRule
from gorae.source.packaged import folder_of
from gorae.texts import Catalogue, fill, parse_page

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.model import Fix
    from gorae.lint.rule import Rule
    from gorae.texts import Language, Page

_SITE = "https://github.com/gorae-dev/gorae/blob/main/server"


_AGGREGATION = Catalogue("gorae.lint", "aggregation")
_VERDICT = Catalogue("gorae.compat.hadolint", "verdict")
PEERS = ("hadolint", "buildkit")  # the variants of findings that another linter alone has


@lru_cache(maxsize=1024)
def page(rule: Rule, language: Language) -> Page:
    """The rule's page; the English one where there is none in the language."""
    if isinstance(rule, ExternalRule):
        return shellcheck.page(rule, language)
    package, _, _ = rule.module.rpartition(".")
    return parse_page(_file(package, rule, language).read_text(encoding="utf-8"))


def is_translated(rule: Rule, language: Language) -> bool:
    """Whether a rule has a page in a language of its own; the English one stands in for one that is missing."""
    package, _, _ = rule.module.rpartition(".")
    return isinstance(rule, ExternalRule) or _file(package, rule, language).name.endswith(f".{language}.md")


def _file(package: str, rule: Rule, language: Language) -> Path:
    stem = rule.name.replace("-", "_")
    own = folder_of(package) / f"{stem}.{language}.md"
    return own if own.is_file() else folder_of(package) / f"{stem}.en.md"


@lru_cache(maxsize=1024)
def url(rule: Rule, language: Language) -> str:
    """Where the rule's page is published."""
    if isinstance(rule, ExternalRule):
        return shellcheck.url(rule, language)
    package, _, _ = rule.module.rpartition(".")
    return f"{_SITE}/{package.replace('.', '/')}/{_file(package, rule, language).name}"


def message(diagnostic: Diagnostic, language: Language) -> str:
    """What is wrong, and what to do; where it is reported for several places also how many they are."""
    rule, finding = diagnostic.rule, diagnostic.finding
    if isinstance(rule, ExternalRule):
        text = shellcheck.message(rule, finding, language)
    else:
        text = _message(rule, finding.variant, finding.facts, language)
    if diagnostic.places == 1:
        return text
    return f"{text} {_AGGREGATION.say('places', language, places=diagnostic.places)}"


def related_message(diagnostic: Diagnostic, language: Language) -> str:
    """What is said at each related place."""
    return _AGGREGATION.say("related-same" if diagnostic.places > 1 else "related", language)


@lru_cache(maxsize=4096)  # at each key all findings of a file are worded again, nearly all as before
def _message(rule: Rule, variant: str, facts: tuple[tuple[str, object], ...], language: Language) -> str:
    if variant in PEERS:
        return _VERDICT.say(variant, language, **(dict(facts) | {"summary": summary(rule, language)}))
    return fill(_template(page(rule, language), "message", variant), dict(facts))


def title(diagnostic: Diagnostic, fix: Fix, language: Language) -> str:
    """What a fix does, as a code action shows it."""
    rule = diagnostic.rule
    if isinstance(rule, ExternalRule):
        return shellcheck.title(rule, fix, language)
    facts = dict(diagnostic.finding.facts) | dict(fix.facts)
    return fill(_template(page(rule, language), "fix", fix.variant), facts)


def source(rule: Rule) -> str:
    """Who reports: Gorae, or the program whose finding it is."""
    return shellcheck.GROUP if isinstance(rule, ExternalRule) else "gorae"


def summary(rule: Rule, language: Language) -> str:
    """The rule in one sentence, for tables."""
    return page(rule, language).text("summary")


def _template(page: Page, key: str, variant: str) -> str:
    return page.text(f"{key}-{variant}") if variant else page.text(key)
