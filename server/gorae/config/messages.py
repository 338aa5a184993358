"""The sentences on what is wrong in a configuration file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.texts import Catalogue

if TYPE_CHECKING:
    from gorae.config.reader import ConfigIssue
    from gorae.texts import Language

ISSUES = Catalogue("gorae.config", "issues")
OPTIONS = Catalogue("gorae.config", "options")  # what each option is for, by its key


def issue_message(issue: ConfigIssue, language: Language) -> str:
    """What is wrong, and what to write."""
    facts = dict(issue.facts)
    key = f"near-{issue.kind}" if "nearest" in facts else issue.kind
    return ISSUES.say(key, language, **facts)


def issue_fix_title(issue: ConfigIssue, language: Language) -> str:
    """What the fix of an issue does."""
    return ISSUES.say("fix", language, text=issue.replacement)
