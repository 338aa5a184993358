"""Diagnostics that are reported once: a pattern that a file repeats is one problem, and one fix ends it everywhere.

Whoever selects a rule by its name, or by another linter's, has each place.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gorae.lint.rule import ExternalRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.model import Fix
    from gorae.lint.selection import RuleSet
    from gorae.source import Edit, Span
    from gorae.stages import Build


_IN_EACH_FILE = ("every", "once_per_context", "once_per_context_message")


def aggregate(diagnostics: Sequence[Diagnostic], build: Build, rules: RuleSet) -> Iterator[Diagnostic]:
    """The diagnostics; those of one group as the first of them, with the others as related places (`Rule.report`)."""
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in diagnostics:
        in_each = one.rule.report in _IN_EACH_FILE and not one.finding.is_habit
        if rules.reports_every(one.rule) or (in_each and not one.finding.opt_in):
            yield one
        elif not one.finding.opt_in:
            groups.setdefault(group_of(one, build), []).append(one)
    for group in groups.values():
        group.sort(key=lambda one: one.span)
        yield folded(group, partial(fixes_of_group, group)) if len(group) > 1 else group[0]


def once_per_file(diagnostics: Sequence[Diagnostic], rules: RuleSet) -> Iterator[Diagnostic]:
    """The diagnostics of a file that has no stages, in its order: those of one group as the first of them."""
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in diagnostics:
        if one.rule.report not in ("once_per_file", "once_per_message") or rules.reports_every(one.rule):
            yield one
        else:
            facts = one.finding.facts if one.rule.report == "once_per_message" else ()
            key = (one.rule, facts, one.finding.variant, one.severity, one.may_have_fix)
            groups.setdefault(key, []).append(one)
    for group in groups.values():
        yield folded(group, partial(fixes_of_group, group)) if len(group) > 1 else group[0]


def group_of(one: Diagnostic, build: Build) -> tuple[object, ...]:
    """What diagnostics have in common that are reported as one."""
    rule, finding = one.rule, one.finding
    if rule.report == "once_per_message":
        return (rule, finding.facts, finding.variant, one.severity, one.may_have_fix)
    # A place without a fix would keep a diagnostic alive whose fix was applied.
    can_fix = rule.report != "first_of_stage" and one.may_have_fix
    if rule.report == "once_per_file" or finding.is_habit:
        return (rule, finding.variant, one.severity, can_fix)
    node = build.document.node_at(one.span.start)
    stage = build.stage_of(node) if node is not None else None
    number = stage.index if stage is not None else -1
    message = finding.facts[:1] if isinstance(rule, ExternalRule) else ()
    return (rule, number, message, finding.variant, one.severity, can_fix)


def folded(group: Sequence[Diagnostic], fixes: Callable[[], tuple[Fix, ...]]) -> Diagnostic:
    """The first of a group with the others as related places, and with these fixes, worked out when they are asked for."""
    first = group[0]
    places = [one.span for one in group[1:]]
    return first.folded(fixes, (*first.related, *places), len(group))


def fixes_of_group(group: Sequence[Diagnostic]) -> tuple[Fix, ...]:
    """The fixes of the first of a group, or of the first that has some, with the same of the others behind it."""
    if group[0].rule.report == "first_of_stage":
        return group[0].fixes
    leader = next((index for index, one in enumerate(group) if one.fixes), 0)
    return tuple(_joined(group[leader:], number) for number in range(len(group[leader].fixes)))


def _joined(group: Sequence[Diagnostic], number: int) -> Fix:
    """The first one's fix of that number, and the same of the others where they have it and it does not collide."""
    first = group[0].fixes[number]
    edits: list[Edit] = []
    reads: list[Span] = []
    safe = True
    end = -1
    for one in group:
        fix = one.fixes[number] if number < len(one.fixes) else None
        if fix is None or fix.variant != first.variant or fix.files:
            continue
        if fix.edits and min(edit.span.start for edit in fix.edits) > end:
            edits += fix.edits
            reads += fix.reads
            end = max(edit.span.end for edit in fix.edits)
            safe = safe and fix.safe
    return replace(first, edits=tuple(edits), reads=tuple(reads), safe=safe)
