"""Runs the rules. What was found in an instruction or a stage is remembered until it, or what it reads, changes."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.argument_sets import argument_sets
from gorae.lint.aggregation import aggregate
from gorae.lint.fix_guard import is_applicable
from gorae.lint.registry import all_rules, resolve
from gorae.lint.shellcheck.codes import SHELLCHECK
from gorae.lint.suppressions import parse_suppressions, suppression_usage
from gorae.stages import build as understand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.context import BuildContext
    from gorae.lint.model import Finding, Fix, Rule, Severity
    from gorae.lint.settings import Settings
    from gorae.lint.suppressions import Suppression
    from gorae.source import Span
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Document, Node


class Diagnostic(NamedTuple):
    """A finding with its rule, and where it stands in the document's text."""

    rule: Rule
    severity: Severity
    span: Span
    finding: Finding  # its own spans are relative to `at`
    at: int
    document: Document

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """The fixes to choose from, the preferred one first; their edits are of the document's text."""
        return tuple(
            moved
            for fix in self.finding.fixes
            if (moved := fix.shift(self.at)) and is_applicable(self.document, moved, self.span)
        )

    @property
    def aliases(self) -> tuple[str, ...]:
        """The names under which other linters find the same here."""
        return tuple(alias for alias in self.rule.aliases if alias not in self.finding.unmatched_aliases)


# A rule, what it found, and the offset that the finding's spans count from.
Found = tuple["Rule", "Finding", int]


class _Known(NamedTuple):
    """What was found in a stage: with spans from its start, as long as all that was looked at stays the same."""

    cache_key: tuple[object, ...]
    found: tuple[Found, ...]


class Memory:
    """What was found in the stages of one document the last time, so that a keystroke runs only what it must."""

    __slots__ = ("others", "stages")

    def __init__(self) -> None:
        self.stages: list[_Known] = []
        self.others: list[Memory] = []  # of further callers with other arguments

    def of(self, number: int) -> Memory:
        """The memory for the arguments of the caller of that number."""
        while len(self.others) < number:
            self.others.append(Memory())
        return self if number == 0 else self.others[number - 1]


def check(
    document: Document,
    settings: Settings,
    context: BuildContext | None = None,
    memory: Memory | None = None,
    outside: Iterable[Found] = (),
) -> list[Diagnostic]:
    """All findings of the chosen rules, in the text's order. Rules on files speak only where there is a context.

    Build arguments have the values that compose and bake files give; of callers that differ each is looked at.
    `outside` are findings that a program made; they are asked for last, and so may come while the rules look.
    """
    memory = memory or Memory()
    sets = argument_sets(document, context)
    if len(sets) == 1:
        return _check(understand(document, sets[0]), settings, context, memory, outside)
    external = list(outside)
    rows = [
        _check(understand(document, given), settings, context, memory.of(number), external)
        for number, given in enumerate(sets)
    ]
    return _of_all_callers(rows)


def _of_all_callers(rows: list[list[Diagnostic]]) -> list[Diagnostic]:
    """What is found with any caller's arguments, each thing once; comments that ignore nothing with any of them."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    times: dict[tuple[object, ...], int] = {}
    for diagnostics in rows:
        for one in diagnostics:
            key = (one.rule.name, one.span, one.finding.variant, one.finding.facts)
            found.setdefault(key, one)
            times[key] = times.get(key, 0) + 1
    kept = (one for key, one in found.items() if one.rule.sees != "ignores" or times[key] == len(rows))
    return sorted(kept, key=lambda one: (one.span, one.rule.name))


def _check(
    build: Build, settings: Settings, context: BuildContext | None, memory: Memory, outside: Iterable[Found]
) -> list[Diagnostic]:
    document = build.document
    found: list[Found] = []
    for node, scope in zip(build.header, build.header_scopes, strict=True):
        found += _of_instruction(node, scope, settings, node.start)
    _stages(build, settings, memory, found)
    for rule in (*settings.rules.of_build, *_experimental(document, settings)):
        around = (context,) if rule.takes_context else ()
        found += [(rule, finding, 0) for finding in rule.find(build, *around, *_extra(rule, settings))]
    if context is not None:
        for rule in settings.rules.of_context:
            found += [(rule, finding, 0) for finding in rule.find(build, context, *_extra(rule, settings))]
    found += [one for one in outside if settings.rules.has(one[0])]
    if settings.rules.emulated_codes:
        from gorae.lint.hadolint import apply_hadolint_semantics  # only where a rule is chosen by another linter's name

        found = apply_hadolint_semantics(build, settings, found)
    return _kept(build, settings, found, has_context=context is not None)


def _experimental(document: Document, settings: Settings) -> list[Rule]:
    """The rules that the file itself switches on (`# check=experimental=NAME`), where nobody chose the rules."""
    names = parse_suppressions(document).experimental if settings.select is None else ()
    rules = [rule for name in names for rule in (all_rules() if name.lower() == "all" else resolve(name))]
    return [
        rule
        for rule in dict.fromkeys(rules)
        if rule.sees == "build" and is_of_buildkit(rule) and not rule.default
        if rule not in settings.rules.rules and rule not in settings.rules.ignored
    ]


def is_of_buildkit(rule: Rule) -> bool:
    """Whether a rule is one of BuildKit's checks: their names are one word of letters."""
    return any(alias.isalpha() for alias in rule.aliases)


def _extra(rule: Rule, settings: Settings) -> tuple[Settings, ...]:
    return (settings,) if rule.takes_settings else ()


def _of_instruction(node: Node, scope: Scope, settings: Settings, at: int) -> list[Found]:
    table = settings.rules.by_keyword
    rules = table.get(node.instruction.name, table["*"])
    if not rules:
        return []
    memo = node.instruction.memo
    key = (scope, rules, settings.trusted_registries, settings.label_schema, settings.strict_labels)
    known = memo.get(key)
    if known is None:
        instruction = node.instruction
        known = memo[key] = tuple(
            (rule, finding) for rule in rules for finding in rule.find(instruction, scope, *_extra(rule, settings))
        )
    return [(rule, finding, at) for rule, finding in known]  # type: ignore[attr-defined]  # the memo holds objects of any kind


def _stages(build: Build, settings: Settings, memory: Memory, found: list[Found]) -> None:
    text = build.document.text.value
    starts = [stage.nodes[0].start for stage in build.stages]
    slices = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]
    fresh: list[_Known] = []
    for stage, start in zip(build.stages, starts, strict=True):
        chain = tuple(slices[one.index] for one in stage.chain)
        cache_key = (stage.scopes, chain, stage.is_needed, stage.copies_from, settings)
        known = memory.stages[stage.index] if stage.index < len(memory.stages) else None
        if known is None or known.cache_key != cache_key:
            known = _Known(cache_key, tuple(_stage(stage, settings, start)))
        fresh.append(known)
        found += [(rule, finding, at + start) for rule, finding, at in known.found]
    memory.stages = fresh


def _stage(stage: Stage, settings: Settings, start: int) -> Iterator[Found]:
    for node, scope in zip(stage.nodes, stage.scopes, strict=True):
        yield from _of_instruction(node, scope, settings, node.start - start)
    for rule in settings.rules.of_stage:
        for finding in rule.find(stage, *_extra(rule, settings)):
            yield rule, finding, -start


def _kept(build: Build, settings: Settings, found: Iterable[Found], *, has_context: bool) -> list[Diagnostic]:
    suppressing = bool(settings.inline_ignores and parse_suppressions(build.document).entries)
    used: set[Suppression] = set()
    problems, superseded = _unsuppressed(build, settings, found, used if suppressing else None)
    if suppressing and settings.rules.of_ignores:
        ran = frozenset(rule.name for rule in settings.rules.rules if _has_run(rule, has_context=has_context))
        ignores = suppression_usage(build.document, used, ran)
        late = [(rule, finding, 0) for rule in settings.rules.of_ignores for finding in rule.find(build, ignores)]
        problems += _unsuppressed(build, settings, late, used)[0]
    if any(one.rule.exclusive for one in problems):
        return [one for one in problems if one.rule.exclusive]
    if superseded:
        problems = [
            one
            for one in problems
            if not settings.rules.emulated_codes.isdisjoint(one.aliases)  # their verdict is wanted, whoever says more
            or not any(_touch(one.span, span) for name in _called(one.rule) for span in superseded.get(name, ()))
        ]
    return sorted(aggregate(problems, build, settings.rules), key=lambda problem: (problem.span, problem.rule.name))


def _called(rule: Rule) -> tuple[str, ...]:
    """The names that others may call a rule by: a code of ShellCheck's also by that of all of them."""
    return (rule.name, SHELLCHECK.name) if rule.sees == "program" else (rule.name,)


def _unsuppressed(
    build: Build, settings: Settings, found: Iterable[Found], used: set[Suppression] | None
) -> tuple[list[Diagnostic], dict[str, list[Span]]]:
    """What no comment silences, and where it speaks instead of which rules. `used` takes in the comments that do."""
    problems: list[Diagnostic] = []
    superseded: dict[str, list[Span]] = {}
    as_errors = parse_suppressions(build.document).as_errors
    for rule, finding, at in found:
        span = finding.span.shift(at)
        if used is not None and (by := _suppressed_by(build, rule, span)):
            used.update(by)
            continue
        for name in rule.supersedes:
            superseded.setdefault(name, []).append(span)
        ends_build = as_errors and is_of_buildkit(rule)
        severity = settings.severity_of(rule, "error" if ends_build else finding.severity)
        problems.append(Diagnostic(rule, severity, span, finding, at, build.document))
    return problems, superseded


def _has_run(rule: Rule, *, has_context: bool) -> bool:
    return rule.sees not in ("ignores", "program") and (has_context or rule.sees != "context")


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def is_suppressed(build: Build, rule: Rule, span: Span) -> bool:
    """Whether a comment silences the rule at a place of the document."""
    return bool(_suppressed_by(build, rule, span))


def _suppressed_by(build: Build, rule: Rule, span: Span) -> list[Suppression]:
    node = build.document.node_at(span.start)
    # What stands in a comment belongs to the instruction below it.
    index = node.index if node else bisect_left(build.document.nodes, span.start, key=_start)
    codes = frozenset(name.lower() for name in (*_called(rule), *rule.aliases))
    return parse_suppressions(build.document).of(build, index, codes)


def _start(node: Node) -> int:
    return node.start
