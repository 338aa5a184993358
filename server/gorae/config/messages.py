"""The sentences on what is wrong in a configuration file."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.texts import fill, parse_page

if TYPE_CHECKING:
    from gorae.config.reader import ConfigIssue
    from gorae.texts import Language, Page


def issue_message(issue: ConfigIssue, language: Language) -> str:
    """What is wrong, and what to write."""
    facts = dict(issue.facts)
    key = f"near-{issue.kind}" if "nearest" in facts else issue.kind
    return fill(_page(language).text(key), facts)


def issue_fix_title(issue: ConfigIssue, language: Language) -> str:
    """What the fix of an issue does."""
    return fill(_page(language).text("fix"), {"text": issue.replacement})


@lru_cache(maxsize=2)
def _page(language: Language) -> Page:
    page = importlib.resources.files("gorae.config") / f"issues.{language}.md"
    return parse_page(page.read_text(encoding="utf-8"))
