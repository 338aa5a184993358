"""What is told once: a habit that a file repeats is one problem, and one fix ends it everywhere.

Whoever chooses a rule by its name, or by another linter's, has each place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.lint.model import Fix
from gorae.lint.shellcheck.codes import SHELLCHECK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.lint.engine import Diagnostic
    from gorae.lint.settings import RuleSet
    from gorae.source import Edit
    from gorae.stages import Build


def aggregate(problems: Sequence[Diagnostic], build: Build, rules: RuleSet) -> Iterator[Diagnostic]:
    """The problems, those that are told once at the first place of each row with the fixes of all (`Rule.report`)."""
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for problem in problems:
        named = SHELLCHECK if SHELLCHECK in rules.report_every and problem.rule.sees == "program" else problem.rule
        if named in rules.report_every or (problem.rule.report == "every" and not problem.finding.opt_in):
            yield problem
        elif not problem.finding.opt_in:
            groups.setdefault(_row(problem, build), []).append(problem)
    for group in groups.values():
        group.sort(key=lambda problem: problem.span)
        yield _of_all(group) if len(group) > 1 else group[0]


def _row(problem: Diagnostic, build: Build) -> tuple[object, ...]:
    """What problems have in common that are told as one."""
    rule, finding = problem.rule, problem.finding
    if rule.report == "once_per_message":
        return (rule, finding.facts, finding.variant, problem.severity, bool(finding.fixes))
    node = build.document.node_at(problem.span.start)
    stage = build.stage_of(node) if node is not None else None
    number = stage.index if stage is not None else -1
    said = finding.facts[:1] if rule.sees == "program" else ()  # ShellCheck's sentence
    # A place without a fix would keep a finding alive whose fix was applied.
    return (
        rule,
        number,
        said,
        finding.variant,
        problem.severity,
        rule.report == "once_per_stage" and bool(finding.fixes),
    )


def _of_all(group: Sequence[Diagnostic]) -> Diagnostic:
    first = group[0]
    fixes = first.finding.fixes
    if first.rule.report != "first_of_stage":
        fixes = tuple(_joined(group, number) for number in range(len(fixes)))
    facts = (*first.finding.facts, ("places", len(group)))
    return first._replace(finding=replace(first.finding, facts=facts, fixes=fixes))


def _joined(group: Sequence[Diagnostic], number: int) -> Fix:
    """The first problem's fix of that number, and the same of the others where they have it and it does not collide."""
    first = group[0].finding.fixes[number]
    edits: list[Edit] = []
    safe = True
    end = -1
    for problem in group:
        fixes = problem.finding.fixes
        fix = fixes[number] if number < len(fixes) else None
        if fix is None or fix.variant != first.variant or fix.files:
            continue
        moved = fix.shift(problem.at - group[0].at).edits
        if moved and min(edit.span.start for edit in moved) > end:
            edits += moved
            end = max(edit.span.end for edit in moved)
            safe = safe and fix.safe
    return Fix(tuple(edits), safe, first.variant, first.facts, first.files)
