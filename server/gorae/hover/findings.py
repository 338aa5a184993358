"""What is said of the findings at a place: the rule, and the line that its fix would change, before and after."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from gorae.lint import messages as sentences
from gorae.reference.cards import block
from gorae.reference.phrases import say
from gorae.source import apply_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.texts import Language

# A hover that shows more hides what the word means; the light bulb has it all.
_MOST_RULES = 4
_MOST_LINES_A_SIDE = 1


def about(problems: Sequence[Diagnostic], language: Language) -> list[str]:
    """A line for each rule that reports something at the place. Its message is no part of it: the editor shows that beside."""
    rules = {problem.rule.name: problem for problem in problems}
    return [
        f"**[{name}](gorae:rules/{name})** {sentences.summary(problem.rule, language)}"
        for name, problem in list(rules.items())[:_MOST_RULES]
    ]


def preview(problems: Sequence[Diagnostic], text: str, language: Language) -> list[str]:
    """The first preferred fix that changes one line: its title, the line before and after. Nothing where none does."""
    for problem in problems:
        fix = problem.fixes[0] if problem.fixes else None
        rows = _changed(text, apply_edits(text, fix.edits)) if fix is not None and fix.edits else []
        gone, come = ([row for row in rows if row[0] == sign] for sign in "-+")
        if fix is not None and rows and len(gone) <= _MOST_LINES_A_SIDE and len(come) <= _MOST_LINES_A_SIDE:
            title = sentences.title(problem, fix, language)
            return [f"{say('quick-fix', language)}: {title}", block("\n".join((*gone, *come)), "diff")]
    return []


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


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
