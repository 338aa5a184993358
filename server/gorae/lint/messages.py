"""The sentences of a finding, from its rule's pages."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.lint import shellcheck
from gorae.texts import fill, parse_page

if TYPE_CHECKING:
    from gorae.lint.configuration import ConfigIssue
    from gorae.lint.model import Finding, Fix, Rule
    from gorae.texts import Language, Page

_SITE = "https://github.com/gorae-dev/gorae/blob/main/server"


PEERS = ("hadolint", "buildkit")  # the variants of findings that another linter alone has


@lru_cache(maxsize=1024)
def page(rule: Rule, language: Language) -> Page:
    """The rule's page."""
    if rule.sees == "program":
        return shellcheck.page(rule, language)
    package, _, _ = rule.find.__module__.rpartition(".")
    name = f"{rule.name.replace('-', '_')}.{language}.md"
    return parse_page((importlib.resources.files(package) / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def url(rule: Rule, language: Language) -> str:
    """Where the rule's page is published."""
    if rule.sees == "program":
        return shellcheck.url(rule, language)
    package, _, _ = rule.find.__module__.rpartition(".")
    return f"{_SITE}/{package.replace('.', '/')}/{rule.name.replace('-', '_')}.{language}.md"


def message(rule: Rule, finding: Finding, language: Language) -> str:
    """What is wrong, and what to do; of several places told as one also how many they are."""
    if rule.sees == "program":
        said = shellcheck.message(rule, finding, language)
    else:
        said = _message(rule, finding.variant, finding.facts, language)
    places = dict(finding.facts).get("places")
    return f"{said} {fill(_aggregation(language).text('places'), {'places': places})}" if places else said


@lru_cache(maxsize=4096)  # at each key all findings of a file are told again, nearly all of them as before
def _message(rule: Rule, variant: str, facts: tuple[tuple[str, object], ...], language: Language) -> str:
    if variant in PEERS:
        return fill(_verdict(language).text(variant), dict(facts) | {"summary": summary(rule, language)})
    return fill(_template(page(rule, language), "message", variant), dict(facts))


def title(rule: Rule, finding: Finding, fix: Fix, language: Language) -> str:
    """What a fix does, as a light bulb shows it."""
    if rule.sees == "program":
        return shellcheck.title(rule, fix, language)
    facts = dict(finding.facts) | dict(fix.facts)
    return fill(_template(page(rule, language), "fix", fix.variant), facts)


def source(rule: Rule) -> str:
    """Who speaks: Gorae, or the program whose finding it is."""
    return shellcheck.GROUP if rule.sees == "program" else "gorae"


def summary(rule: Rule, language: Language) -> str:
    """The rule in one sentence, for tables."""
    return page(rule, language).text("summary")


def config_issue_message(problem: ConfigIssue, language: Language) -> str:
    """What is wrong in a configuration file, and what to write."""
    facts = dict(problem.facts)
    key = f"near-{problem.kind}" if "nearest" in facts else problem.kind
    return fill(_configuration_page(language).text(key), facts)


def config_issue_fix(problem: ConfigIssue, language: Language) -> str:
    """What the fix of a configuration file's problem does."""
    return fill(_configuration_page(language).text("fix"), {"text": problem.replacement})


@lru_cache(maxsize=2)
def _configuration_page(language: Language) -> Page:
    page = importlib.resources.files("gorae.lint") / f"configuration.{language}.md"
    return parse_page(page.read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _aggregation(language: Language) -> Page:
    page = importlib.resources.files("gorae.lint") / f"aggregation.{language}.md"
    return parse_page(page.read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _verdict(language: Language) -> Page:
    resource = importlib.resources.files("gorae.lint.hadolint") / f"verdict.{language}.md"
    return parse_page(resource.read_text(encoding="utf-8"))


def _template(page: Page, key: str, variant: str) -> str:
    return page.text(f"{key}-{variant}") if variant else page.text(key)
