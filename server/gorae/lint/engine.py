"""Runs the rules. What was found in an instruction or a stage is remembered until it, or what it reads, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.ignores import silences
from gorae.stages import build as understand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.context import BuildContext
    from gorae.lint.model import Finding, Fix, Rule, Severity
    from gorae.lint.settings import Settings
    from gorae.source import Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Document, Placed


class Problem(NamedTuple):
    """A finding with its rule, where it stands in the document's text."""

    rule: Rule
    severity: Severity
    finding: Finding

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.finding.span

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """The fixes to choose from, the preferred one first."""
        return self.finding.fixes


class Memory:
    """What was found in the stages of one document the last time, so that a keystroke runs only what it must."""

    __slots__ = ("stages",)

    def __init__(self) -> None:
        self.stages: dict[object, tuple[tuple[Rule, Finding], ...]] = {}


def check(
    document: Document, settings: Settings, context: BuildContext | None = None, memory: Memory | None = None
) -> list[Problem]:
    """All findings of the chosen rules, in the text's order. Rules on files speak only where there is a context."""
    build = understand(document)
    found: list[tuple[Rule, Finding]] = []
    _instructions(build, settings, found)
    _stages(build, settings, memory or Memory(), found)
    for rule in settings.rules.of_build:
        found += [(rule, finding) for finding in rule.find(build, *_extra(rule, settings))]
    if context is not None:
        for rule in settings.rules.of_context:
            found += [(rule, finding) for finding in rule.find(build, context, *_extra(rule, settings))]
    return _kept(build, settings, found)


def _extra(rule: Rule, settings: Settings) -> tuple[Settings, ...]:
    return (settings,) if rule.takes_settings else ()


def _instructions(build: Build, settings: Settings, found: list[tuple[Rule, Finding]]) -> None:
    table = settings.rules.by_keyword
    others = table["*"]
    for placed, scope in zip(build.header, build.header_scopes, strict=True):
        _instruction(placed, scope, table.get(placed.instruction.name, others), settings, found)
    for stage in build.stages:
        for placed, scope in zip(stage.placed, stage.scopes, strict=True):
            _instruction(placed, scope, table.get(placed.instruction.name, others), settings, found)


def _instruction(
    placed: Placed, scope: Scope, rules: tuple[Rule, ...], settings: Settings, found: list[tuple[Rule, Finding]]
) -> None:
    if not rules:
        return
    memo = placed.instruction.memo
    key = (scope, rules, settings.trusted_registries, settings.label_schema, settings.strict_labels)
    known = memo.get(key)
    if known is None:
        instruction = placed.instruction
        known = memo[key] = tuple(
            (rule, finding) for rule in rules for finding in rule.find(instruction, scope, *_extra(rule, settings))
        )
    start = placed.start
    for rule, finding in known:  # type: ignore[attr-defined]  # the memo holds objects of any kind
        found.append((rule, finding.shift(start)))


def _stages(build: Build, settings: Settings, memory: Memory, found: list[tuple[Rule, Finding]]) -> None:
    text = build.document.text.value
    fresh: dict[object, tuple[tuple[Rule, Finding], ...]] = {}
    if not build.stages:
        memory.stages = fresh
        return
    ends = [stage.placed[0].start for stage in build.stages[1:]] + [len(text)]
    slices = {id(stage): text[stage.placed[0].start : end] for stage, end in zip(build.stages, ends, strict=True)}
    for stage in build.stages:
        start = stage.placed[0].start
        chain = tuple(slices[id(one)] for one in stage.chain)
        key = (chain, stage.scopes, stage.is_needed, stage.copies_from, settings)
        known = memory.stages.get(key) or fresh.get(key)
        if known is None:
            known = _stage(stage, settings, start)
        fresh[key] = known
        found += [(rule, finding.shift(start)) for rule, finding in known]
    memory.stages = fresh


def _stage(stage: Stage, settings: Settings, start: int) -> tuple[tuple[Rule, Finding], ...]:
    return tuple(
        (rule, finding.shift(-start))
        for rule in settings.rules.of_stage
        for finding in rule.find(stage, *_extra(rule, settings))
    )


def _kept(build: Build, settings: Settings, found: Iterable[tuple[Rule, Finding]]) -> list[Problem]:
    severities = settings.severities
    silent = silences(build.document)
    spoken = [
        (rule, finding)
        for rule, finding in found
        if not (settings.inline_ignores and silent.entries and is_silenced(build, rule, finding))
    ]
    louder = [(rule.instead_of, finding.span) for rule, finding in spoken if rule.instead_of]
    problems = []
    for rule, finding in spoken:
        if any(rule.name in names and _touch(finding.span, span) for names, span in louder):
            continue
        severity = severities.get(rule.name) or finding.severity or rule.severity
        problems.append(Problem(rule, severity, finding))
    problems.sort(key=lambda problem: (problem.finding.span, problem.rule.name))
    return problems


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def is_silenced(build: Build, rule: Rule, finding: Finding) -> bool:
    """Whether a comment silences a finding."""
    placed = build.document.at(finding.span.start)
    index = placed.index if placed else 0
    codes = frozenset(name.lower() for name in (rule.name, *rule.aliases))
    return bool(silences(build.document).of(build, index, codes))
