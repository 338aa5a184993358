"""What the rules find in files around the Dockerfile: compose and bake files, and `.dockerignore`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Any

from gorae.context.ignore_text import read_ignore
from gorae.facts.caller_file import read_caller_file
from gorae.lint.aggregation import once_per_file
from gorae.lint.apply_fixes import compatible, harmful, has_new_errors, key_of, preferred_fix
from gorae.lint.diagnostic import Diagnostic
from gorae.lint.registry import all_rules
from gorae.lint.rule import CallerRule, IgnoreFileRule
from gorae.lint.selection import select_rules
from gorae.source import apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gorae.config.settings import Settings
    from gorae.context.ignore_text import IgnoreText
    from gorae.facts.caller_file import CallerFile
    from gorae.lint.model import Finding, Fix
    from gorae.lint.rule import Rule
    from gorae.source import Span

# `# gorae: ignore=NAME[,NAME] [reason]` on the line above, or at the end of the line; `ignore-file` anywhere.
_IGNORE = re.compile(r"#\s*gorae(?::\s*|\s+)(ignore|ignore-file)(?:=([\w,-]+))?")


def check_caller_file(file: CallerFile, settings: Settings) -> list[Diagnostic]:
    """All findings of the chosen rules in a compose or bake file, in the text's order."""

    def errors(text: str) -> Counter[str]:
        now = file if text == file.text else read_caller_file(file.path, text, file.unsaved)
        return _errors(CallerRule, now) + Counter(lost=_lost(file, now))

    rows = ((rule, finding) for rule in select_rules(settings).of_kind(CallerRule) for finding in rule.find(file))
    return kept(rows, file.text, settings, _guard(file.text, errors))


def check_ignore_file(file: IgnoreText, settings: Settings) -> list[Diagnostic]:
    """All findings of the chosen rules in an ignore file; those on what patterns do wait for its folder's tree."""

    def errors(text: str) -> Counter[str]:
        return _errors(IgnoreFileRule, file if text == file.text else read_ignore(file.path, text, file.root))

    rows = ((rule, finding) for rule in select_rules(settings).of_kind(IgnoreFileRule) for finding in rule.find(file))
    return kept(rows, file.text, settings, _guard(file.text, errors))


def fix_other_file(
    text: str, look: Callable[[str], list[Diagnostic]], *, unsafe: bool, most_rounds: int = 10
) -> tuple[str, int]:
    """The text with its safe fixes, or all, and how many: in rounds, since a fix may make another one possible.

    None of them leaves a new error, together neither. `look` gives what is found in a text.
    """
    problems, count = look(text), 0
    for _ in range(most_rounds):
        rows = [(one, preferred_fix(one, unsafe=unsafe)) for one in problems]
        edits, _files, number = compatible(rows)
        if not number:
            break
        after = look(fixed := apply_edits(text, edits))
        if has_new_errors(problems, after):
            refused = harmful(text, problems, rows, look)
            edits, _files, number = compatible([row for row in rows if key_of(row[0]) not in refused])
            after = look(fixed := apply_edits(text, edits))
            if not number or has_new_errors(problems, after):
                break
        text, problems, count = fixed, after, count + number
    return text, count


def _guard(text: str, errors: Callable[[str], Counter[str]]) -> Callable[[Fix, Span], bool]:
    """Whether a fix may be offered: whichever rules were selected, no error stands after it that did not before."""
    today: list[Counter[str]] = []

    def is_right(fix: Fix, _: Span) -> bool:
        if not today:
            today.append(errors(text))
        return errors(apply_edits(text, fix.edits)) <= today[0]

    return is_right


def _errors(kind: type[CallerRule | IgnoreFileRule], file: Any) -> Counter[str]:
    found: Counter[str] = Counter()
    for rule in all_rules():
        if isinstance(rule, kind):
            found[rule.name] += sum((finding.severity or rule.severity) == "error" for finding in rule.find(file))
    return +found


def _lost(before: CallerFile, after: CallerFile) -> int:
    """How many services and builds are no longer there: of a text that cannot be read none is."""
    services = len(before.services.keys() - after.services.keys())
    return services + max(0, len(before.requests) - len(after.requests))


def kept(
    rows: Iterable[tuple[Rule, Finding]],
    text: str,
    settings: Settings,
    guard: Callable[[Fix, Span], bool] | None = None,
) -> list[Diagnostic]:
    """What no comment silences, each place once: an anchor's word is one that several services share."""
    ignored = _ignored_lines(text) if settings.inline_ignores and "gorae" in text else {}
    found: dict[tuple[str, Span], Diagnostic] = {}
    lines = [number for number, letter in enumerate(text) if letter == "\n"] if ignored else []
    rules = select_rules(settings)
    for rule, finding in rows:
        if ignored:
            line = bisect_left(lines, finding.span.start)
            names = ignored.get(line, frozenset()) | ignored.get(-1, frozenset())
            if rule.name in names or "all" in names:
                continue
        severity = rules.severity_of(rule, finding.severity)
        found.setdefault((rule.name, finding.span), Diagnostic(rule, finding, severity, guard, finding.related))
    shown = once_per_file(sorted(found.values(), key=lambda one: one.span), rules)
    return sorted(shown, key=lambda one: (one.span, one.rule.name))


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
