"""What the rules find in files around the Dockerfile: compose and bake files, and `.dockerignore`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.diagnostic import Diagnostic
from gorae.lint.rule import CallerRule, IgnoreFileRule
from gorae.lint.selection import select_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.config.settings import Settings
    from gorae.context.ignore_text import IgnoreText
    from gorae.facts.caller_file import CallerFile
    from gorae.lint.model import Finding
    from gorae.lint.rule import Rule
    from gorae.source import Span

# `# gorae: ignore=NAME[,NAME] [reason]` on the line above, or at the end of the line; `ignore-file` anywhere.
_IGNORE = re.compile(r"#\s*gorae(?::\s*|\s+)(ignore|ignore-file)(?:=([\w,-]+))?")


def check_caller_file(file: CallerFile, settings: Settings) -> list[Diagnostic]:
    """All findings of the chosen rules in a compose or bake file, in the text's order."""
    rows = ((rule, finding) for rule in select_rules(settings).of_kind(CallerRule) for finding in rule.find(file))
    return kept(rows, file.text, settings)


def check_ignore_file(file: IgnoreText, settings: Settings) -> list[Diagnostic]:
    """All findings of the chosen rules in an ignore file; those on what patterns do wait for its folder's tree."""
    rows = ((rule, finding) for rule in select_rules(settings).of_kind(IgnoreFileRule) for finding in rule.find(file))
    return kept(rows, file.text, settings)


def kept(rows: Iterable[tuple[Rule, Finding]], text: str, settings: Settings) -> list[Diagnostic]:
    """What no comment silences, each place once: an anchor's word is one that several services share."""
    ignored = _ignored_lines(text) if settings.inline_ignores and "gorae" in text else {}
    found: dict[tuple[str, Span], Diagnostic] = {}
    for rule, finding in rows:
        if ignored:
            line = text.count("\n", 0, finding.span.start)
            names = ignored.get(line, frozenset()) | ignored.get(-1, frozenset())
            if rule.name in names or "all" in names:
                continue
        severity = select_rules(settings).severity_of(rule, finding.severity)
        found.setdefault((rule.name, finding.span), Diagnostic(rule, finding, severity, related=finding.related))
    return sorted(found.values(), key=lambda one: (one.span, one.rule.name))


def _ignored_lines(text: str) -> dict[int, frozenset[str]]:
    """The names that are ignored, by line from 0; those of the whole file by -1."""
    found: dict[int, frozenset[str]] = {}
    for line, names, whole, alone in _comments(text):
        key = -1 if whole else line + 1 if alone else line
        found[key] = found.get(key, frozenset()) | names
    return found


def _comments(text: str) -> Iterator[tuple[int, frozenset[str], bool, bool]]:
    for number, line in enumerate(text.split("\n")):
        match = _IGNORE.search(line)
        if match is not None:
            names = frozenset((match[2] or "all").split(","))
            yield number, names, match[1] == "ignore-file", not line[: match.start()].strip()
