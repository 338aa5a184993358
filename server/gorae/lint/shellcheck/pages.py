"""The sentences of ShellCheck's findings: ours where there is a page for the code, else its own in English.

A page may tell with `names: REGEX` how to read names out of ShellCheck's sentence; `{word}` is what the finding stands on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.source.packaged import folder_of
from gorae.texts import Catalogue, Page, fill, parse_page

if TYPE_CHECKING:
    from gorae.lint.model import Finding, Fix
    from gorae.lint.rule import Rule
    from gorae.texts import Language

WIKI = "https://www.shellcheck.net/wiki/"
_SITE = "https://github.com/gorae-dev/gorae/blob/main/server/gorae/lint/shellcheck"
_PHRASES = Catalogue(__package__)
_GAP = re.compile(r"\{[a-z_]+\}")
# A longer word would hide the sentence around it.
_LONGEST_WORD = 40


@lru_cache(maxsize=1024)
def page(rule: Rule, language: Language) -> Page:
    """The code's page; where there is none, one that names ShellCheck's wiki."""
    found = _own(rule.name, language)
    if found is not None:
        return found
    front = {"summary": _PHRASES.texts("summary", language), "source": (WIKI + rule.name,)}
    return Page(front, _PHRASES.say("body", language) + "\n")


@lru_cache(maxsize=1024)
def _own(name: str, language: Language) -> Page | None:
    file = folder_of(__package__) / f"{name}.{language}.md"
    try:
        return parse_page(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def url(rule: Rule, language: Language) -> str:
    """Where the code's page is published: ours, else ShellCheck's wiki."""
    return f"{_SITE}/{rule.name}.{language}.md" if _own(rule.name, language) else WIKI + rule.name


def message(rule: Rule, finding: Finding, language: Language) -> str:
    """What is wrong, with the script's names in it; the summary where they are too long to be read there."""
    facts = dict(finding.facts)
    found = _own(rule.name, language)
    if found is None or not found.text("message"):
        return str(facts.get("message", rule.name))
    names = found.text("names")
    match = re.search(names, str(facts["message"])) if names and "message" in facts else None
    word = str(facts.get("word", ""))
    known = {name: value for name, value in (match.groupdict() if match else {}).items() if value}
    if word and len(word) <= _LONGEST_WORD and "\n" not in word and "`" not in word:
        known["word"] = word
    template = found.text("message")
    # The words of a script may look like a gap themselves: `${name}`.
    is_open = any(match[0].strip("{}") not in known for match in _GAP.finditer(template))
    return found.text("summary") if is_open else fill(template, known)


def title(rule: Rule, fix: Fix, language: Language) -> str:
    """What ShellCheck's fix does, as a light bulb shows it."""
    found = _own(rule.name, language)
    return fill(found.text("fix") if found else "", dict(fix.facts)) or _PHRASES.say("fix", language)
