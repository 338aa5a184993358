"""From a text to its diagnostics: run -> suppress -> supersede -> aggregate -> sort, each from list to list."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from gorae.facts.argument_sets import calls
from gorae.lint.aggregation import aggregate
from gorae.lint.cache import FindingsCache
from gorae.lint.diagnostic import Diagnostic, Found
from gorae.lint.fix_guard import is_applicable
from gorae.lint.onbuild import run_behind_onbuild
from gorae.lint.parts import Checked, in_order, make_part, placed, split
from gorae.lint.registry import all_rules, resolve
from gorae.lint.rule import ContextRule, ExternalRule, FileRule, Inputs, SuppressionRule
from gorae.lint.run import collect, run_rules
from gorae.lint.selection import select_rules
from gorae.lint.since import in_parts
from gorae.lint.supersession import is_shipped, supersede
from gorae.lint.suppressions import parse_suppressions, suppress, suppression_usage
from gorae.lint.trial import Trial
from gorae.stages import build as understand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gorae.config.settings import Settings
    from gorae.config.severity import Severity
    from gorae.context import BuildContext
    from gorae.facts.argument_sets import Call
    from gorae.lint.model import Suppression
    from gorae.lint.parts import Part, Split
    from gorae.lint.rule import Rule
    from gorae.lint.run import FoundInParts, OnError
    from gorae.lint.selection import RuleSet
    from gorae.stages import Build
    from gorae.syntax import Document

    # Makes the findings those of another linter, where its codes were selected (`gorae.compat`).
    Emulation = Callable[[Build, Inputs, RuleSet, list[Found]], list[Found]]


def check(
    document: Document,
    settings: Settings,
    context: BuildContext | None = None,
    cache: FindingsCache | None = None,
    external: Iterable[Found] = (),
    *,
    emulate: Emulation | None = None,
    on_error: OnError | None = None,
    rules: RuleSet | None = None,
) -> list[Diagnostic]:
    """All diagnostics of the selected rules, in the text's order. Rules on the context run only where there is one.

    Build arguments have the values that compose and bake files give; of callers that differ each is looked at.
    `external` are the findings of programs (spans: offsets in the text); they are asked for last, and so may come while
    the rules run. `on_error` gets each rule that raises; without it the error is raised.
    """
    cache = cache if cache is not None else FindingsCache()
    checked = check_in_parts(
        document, settings, context, cache, external, emulate=emulate, on_error=on_error, rules=rules
    )
    return checked.diagnostics


def check_in_parts(
    document: Document,
    settings: Settings,
    context: BuildContext | None,
    cache: FindingsCache,
    external: Iterable[Found] = (),
    *,
    emulate: Emulation | None = None,
    on_error: OnError | None = None,
    rules: RuleSet | None = None,
) -> Checked:
    """What `check` finds, by the parts of the file: those that an edit did not change are the same objects as before."""
    rules = rules or select_rules(settings)
    inputs = Inputs(settings, context)
    ways = calls(document, context)
    if len(ways) > 1:
        external = list(external)
    rows = [
        _check_call(
            document,
            call,
            rules,
            inputs=inputs,
            cache=of_caller,
            external=external,
            emulate=emulate,
            on_error=on_error,
        )
        for call, of_caller in zip(ways, cache.of_callers(len(ways)), strict=True)
    ]
    return rows[0] if len(rows) == 1 else Checked(None, lambda: _of_all_callers([one.diagnostics for one in rows]))


def _check_call(
    document: Document,
    call: Call,
    rules: RuleSet,
    inputs: Inputs,
    cache: FindingsCache,
    external: Iterable[Found],
    emulate: Emulation | None,
    on_error: OnError | None,
) -> Checked:
    """What is found in a file as one caller builds it."""
    build, settings = understand(document, *call), inputs.settings
    rows = run_rules(build, rules, inputs, cache, on_error=on_error, more=_experimental(document, settings, rules))
    behind = run_behind_onbuild(build, rules, inputs, cache, arguments=call.arguments, on_error=on_error)
    rows.add(in_parts(_new(behind, rows), rows.starts))
    rows.add(in_parts((one for one in external if rules.has(one.rule)), rows.starts))
    trial = Trial(build, inputs)
    is_emulated = emulate is not None and bool(rules.emulated_codes)
    comments = parse_suppressions(document)
    is_suppressed = settings.inline_ignores and bool(comments.entries or comments.unread)
    if is_emulated or rows.across:
        found = rows.all()
        if emulate is not None and is_emulated:
            found = emulate(build, inputs, rules, found)
        if is_suppressed:
            found, used = suppress(found, build, settings.today)
            found += suppress(_on_suppressions(build, rules, used, inputs, on_error), build, settings.today)[0]
        shown = _shown(found, build, rules, trial)
        return Checked(None, lambda: shown)
    if is_suppressed:
        used = _suppress_in_parts(rows, build, settings.today)
        silenced, _ = suppress(_on_suppressions(build, rules, used, inputs, on_error), build, settings.today)
        rows.add(in_parts(silenced, rows.starts))
    parts = cache.parts = _parts(rows, build, rules, trial, cache.parts)
    is_exclusive = any(part.is_exclusive for part in parts)

    def split_part(number: int) -> Split:
        return split(_diagnostics(rows.of_part(number), document, rules, trial), build, rules)

    return Checked(
        None if is_exclusive else placed(zip(parts, rows.starts, strict=True)),
        lambda: _shown(rows.all(), build, rules, trial),
        split_part,
    )


def _suppress_in_parts(rows: FoundInParts, build: Build, today: dt.date) -> set[Suppression]:
    """Takes out what comments suppress; returns those that did. Parts that no comment reaches are left as they are."""
    entries, nodes = parse_suppressions(build.document).entries, build.document.nodes
    is_wide = any(entry.reach != "instruction" for entry in entries)
    # A comment above a FROM stands in the part above it, and is about that FROM.
    below = [nodes[entry.index].start for entry in entries if 0 <= entry.index < len(nodes)]
    reached = {
        bisect_right(rows.starts, start) - back for start in (*below, len(build.document.text)) for back in (1, 2)
    }
    used: set[Suppression] = set()
    for number, start in enumerate(rows.starts):
        if is_wide or number in reached:
            there = [Found(rule, finding.shift(start)) for rule, finding in rows.by_part[number]]
            kept, by = suppress(there, build, today)
            used |= by
            if by:
                rows.by_part[number] = tuple(Found(rule, finding.shift(-start)) for rule, finding in kept)
    return used


def _shown(found: Iterable[Found], build: Build, rules: RuleSet, trial: Trial) -> list[Diagnostic]:
    diagnostics = supersede(_diagnostics(found, build.document, rules, trial), rules, build)
    return sorted(aggregate(diagnostics, build, rules), key=in_order)


def _parts(rows: FoundInParts, build: Build, rules: RuleSet, trial: Trial, before: Sequence[Part]) -> list[Part]:
    """The parts of a file; those of `before` where nothing in them changed."""
    document = build.document
    is_open = document.open_from is not None
    as_errors = parse_suppressions(document).as_errors
    shipped, last = is_shipped(build), len(rows.starts) - 1
    parts: list[Part] = []
    for number, (start, found) in enumerate(zip(rows.starts, rows.by_part, strict=True)):
        key = (rows.texts[number], as_errors, shipped, is_open and number == last, found)
        old = before[number] if number < len(before) else None
        if old is None or old.key != key:
            here = (Found(rule, finding.shift(start)) for rule, finding in found)
            old = make_part(key, _diagnostics(here, document, rules, trial), build, rules, start)
        parts.append(old)
    return parts


def _of_all_callers(rows: list[list[Diagnostic]]) -> list[Diagnostic]:
    """What is found with any caller's arguments, each thing once; comments and stages that are of no use to any of them."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    times: dict[tuple[object, ...], int] = {}
    for diagnostics in rows:
        for one in diagnostics:
            key = (one.rule.name, one.span, one.finding.variant, one.finding.facts)
            found.setdefault(key, one)
            times[key] = times.get(key, 0) + 1
    kept = (one for key, one in found.items() if not _is_of_all(one.rule) or times[key] == len(rows))
    return sorted(kept, key=in_order)


def _is_of_all(rule: Rule) -> bool:
    """Whether what a rule finds holds only where it does for each caller: a comment or a stage that nobody needs."""
    return isinstance(rule, SuppressionRule) or rule.tag == "unnecessary"


def _new(more: Sequence[Found], known: FoundInParts) -> Iterator[Found]:
    """Those of `more` that no rule has found at the same words by itself."""
    there = {(one.rule, one.finding.span) for one in known.all()} if more else ()
    return (one for one in more if (one.rule, one.finding.span) not in there)


def _experimental(document: Document, settings: Settings, rules: RuleSet) -> list[FileRule]:
    """The rules that the file itself switches on (`# check=experimental=NAME`), where nobody chose the rules."""
    names = parse_suppressions(document).experimental if settings.select is None else ()
    named = [rule for name in names for rule in (all_rules() if name.lower() == "all" else resolve(name))]
    return [
        rule
        for rule in dict.fromkeys(named)
        if isinstance(rule, FileRule) and rule.code("buildkit") and not rule.default
        if rule not in rules.rules and rule not in rules.ignored
    ]


def _on_suppressions(
    build: Build, rules: RuleSet, used: set[Suppression], inputs: Inputs, on_error: OnError | None
) -> list[Found]:
    """What the rules on suppressions find, given the comments that suppressed something."""
    found: list[Found] = []
    if rules.on_suppressions:
        ran = frozenset(rule.name for rule in rules.rules if _has_run(rule, has_context=inputs.context is not None))
        usage = suppression_usage(build.document, used, ran, inputs.settings.today)
        for rule in rules.on_suppressions:
            found += collect(rule, partial(rule.find, build, usage), on_error)
    return found


def _has_run(rule: Rule, *, has_context: bool) -> bool:
    return not isinstance(rule, SuppressionRule | ExternalRule) and (has_context or not isinstance(rule, ContextRule))


def _diagnostics(found: Iterable[Found], document: Document, rules: RuleSet, trial: Trial) -> list[Diagnostic]:
    """Findings with their severities (`# check=error=true` makes BuildKit's checks errors), and their fixes guarded."""
    as_errors = parse_suppressions(document).as_errors
    guard = partial(is_applicable, document, trial)
    rows: list[Diagnostic] = []
    for rule, finding in found:
        level: Severity | None = "error" if as_errors and rule.code("buildkit") else finding.severity
        rows.append(Diagnostic(rule, finding, rules.severity_of(rule, level), guard, finding.related))
    return rows
