"""What is said of the findings at a place: the rule, and the lines that its fix would change, before and after."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from gorae.lint import messages as sentences
from gorae.reference.phrases import say
from gorae.source import apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.model import Fix
    from gorae.texts import Language

# A hover that shows more of a fix hides what the word means.
_MOST_LINES_A_SIDE = 4
_MOST_RULES_SHOWN_WITH_FIX = 2


def about(
    problems: Sequence[Diagnostic], text: str, language: Language, shown: Sequence[Diagnostic] | None = None
) -> str:
    """A paragraph for each rule that speaks at the place, with the change that its preferred fix makes.

    `shown` are those whose change is shown; None: all.
    """
    rules = {problem.rule.name: problem for problem in problems}
    parts = []
    for number, (name, problem) in enumerate(rules.items()):
        lines = [f"**[{name}](gorae:rules/{name})** {sentences.summary(problem.rule, language)}"]
        if problem.fixes and number < _MOST_RULES_SHOWN_WITH_FIX and (shown is None or problem in shown):
            lines.append(_preview(problem, problem.fixes[0], text, language))
        parts.append("\n\n".join(line for line in lines if line))
    return "\n\n".join(parts)


def _preview(problem: Diagnostic, fix: Fix, text: str, language: Language) -> str:
    title = sentences.title(problem, fix, language)
    rows = _changed(text, apply_edits(text, fix.edits)) if fix.edits else []
    if not fix.edits:
        for file in fix.files:
            rows += _changed(file.before or "", file.after)
    gone, come = ([row for row in rows if row[0] == sign] for sign in "-+")
    rows = [*_cut(gone), *_cut(come)]
    block = "```diff\n" + "\n".join(rows) + "\n```" if rows else ""
    return "\n\n".join(part for part in (f"{say('quick-fix', language)}: {title}", block) if part)


def _cut(rows: list[str]) -> list[str]:
    return rows if len(rows) <= _MOST_LINES_A_SIDE else [*rows[: _MOST_LINES_A_SIDE - 1], "…"]


def _changed(before: str, after: str) -> list[str]:
    """The lines that go, with `-`, and those that come, with `+`."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    first = before.rfind("\n", 0, start) + 1
    old_end, new_end = _line_end(before, len(before) - end), _line_end(after, len(after) - end)
    old, new = before[first:old_end].splitlines(), after[first:new_end].splitlines()
    rows = difflib.unified_diff(old, new, n=0, lineterm="")
    return [row.rstrip("\r") for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


def _common(one: str, other: str) -> int:
    most = min(len(one), len(other))
    low = 0
    step = 1024
    while low + step <= most and one[low : low + step] == other[low : low + step]:
        low += step
    while low < most and one[low] == other[low]:
        low += 1
    return low


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
