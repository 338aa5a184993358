"""Of two rules that see the same words the more helpful one reports."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from gorae.facts.argument_sets import is_sails, is_stage_for_development
from gorae.lint.rule import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.selection import RuleSet
    from gorae.source import Span
    from gorae.stages import Build


def supersede(diagnostics: Sequence[Diagnostic], rules: RuleSet, build: Build) -> list[Diagnostic]:
    """The diagnostics without those that another one stands for (`Rule.supersedes`, `Rule.exclusive`), or
    that do not matter in the image that this is (`Finding.not_shipped`, and a stage
    for development or tests).

    Whoever selects another linter's code has its verdict, whichever rule says more.
    """
    if any(one.stands_alone for one in diagnostics):
        return [one for one in diagnostics if one.stands_alone]
    diagnostics = _without_neighbours(diagnostics, build)
    if not is_shipped(build) or any(one.finding.not_shipped for one in diagnostics):
        diagnostics = [
            one
            for one in diagnostics
            if one.finding.not_shipped or not one.rule.shipped_only or rules.reports_every(one.rule)
        ]
    superseded: dict[str, list[Span]] = {}
    for one in diagnostics:
        for name in one.rule.supersedes:
            superseded.setdefault(name, []).append(_extent(one))
    if not superseded:
        return list(diagnostics)
    return [
        one
        for one in diagnostics
        if not rules.emulated_codes.isdisjoint(one.aliases)
        or not any(_touch(_extent(one), span) for name in names_of(one.rule) for span in superseded.get(name, ()))
    ]


def _without_neighbours(diagnostics: Sequence[Diagnostic], build: Build) -> Sequence[Diagnostic]:
    """The diagnostics without those in instructions where one stands alone (`Finding.only_here`).

    One that is also about other places lets errors beside these stand: they may end the build first, and are not of its making.
    """
    alone = [one for one in diagnostics if one.finding.only_here]
    if not alone:
        return diagnostics
    silent: list[Span] = []  # no finding here
    quiet: list[Span] = []  # none but errors
    for one in alone:
        nodes = [build.document.node_at(span.start) for span in (one.span, *one.related)]
        spans = [node.span for node in nodes if node is not None]
        quiet += spans
        # Of its other places those in its own instruction are of its making, too.
        own = [span for span, node in zip((one.span, *one.related), nodes, strict=True) if node == nodes[0]]
        silent += own if one.related else spans
    return [
        one
        for one in diagnostics
        if one in alone or not any(_touch(one.span, span) for span in (silent if one.severity == "error" else quiet))
    ]


def is_shipped(build: Build) -> bool:
    """Whether the stage that is built is for more than development and tests."""
    return build.last is None or not (is_stage_for_development(build.last.name) or is_sails(build.last))


def _extent(one: Diagnostic) -> Span:
    """From its own words to the last place that it is also about."""
    return reduce(or_, one.related, one.span)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
