"""Runs the rules: from a Dockerfile to what each rule finds in it, before anything is suppressed or folded."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.cache import FileFindings, FindingsCache, StageFindings, StageInContext
from gorae.lint.diagnostic import Found
from gorae.lint.rule import ContextRule
from gorae.lint.since import after_edit, in_parts, since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gorae.context import BuildContext
    from gorae.lint.cache import InstructionKey
    from gorae.lint.model import Finding
    from gorae.lint.rule import FileRule, Inputs, Rule
    from gorae.lint.selection import RuleSet
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Node

    OnError = Callable[[Rule, Exception], None]
    _Instructions = dict[InstructionKey, tuple[Found, ...]]


_NOTHING = FileFindings({}, ())


def log_error(rule: Rule, error: Exception) -> None:
    """Says in the log which rule failed; its findings are missing, all others are there."""
    import logging

    logger = logging.getLogger(__name__)
    logger.error("the rule %s failed: %s: %s", rule.name, type(error).__name__, error, exc_info=error)


def collect(rule: Rule, find: Callable[[], Iterable[Finding]], on_error: OnError | None) -> list[Found]:
    """What one call of a rule finds. A rule that raises finds nothing; without `on_error` it raises."""
    try:
        return [Found(rule, finding) for finding in find()]
    except Exception as error:
        if on_error is None:
            raise
        on_error(rule, error)
        return []


class FoundInParts(NamedTuple):
    """What was found in each part of a file: in what stands above the first FROM, then in each stage."""

    starts: list[int]  # where each part begins
    by_part: list[tuple[Found, ...]]  # spans are relative to the part's start
    across: list[Found]  # what is about several parts; spans are offsets in the document's text
    texts: list[str]  # of each part

    def all(self) -> list[Found]:
        """All of it, with spans in the document's text."""
        return [*(one for number in range(len(self.starts)) for one in self.of_part(number)), *self.across]

    def of_part(self, number: int) -> list[Found]:
        """What was found in one part alone, with spans in the document's text."""
        start = self.starts[number]
        return [Found(rule, one.shift(start)) for rule, one in self.by_part[number]]

    def add(self, rows: FileFindings) -> None:
        """Adds what is sorted by its parts already."""
        for number, found in rows.by_part.items():
            self.by_part[number] += found
        self.across.extend(rows.across)


def run_rules(
    build: Build,
    rules: RuleSet,
    inputs: Inputs,
    cache: FindingsCache,
    *,
    on_error: OnError | None = None,
    more: Sequence[FileRule] = (),
) -> FoundInParts:
    """What all rules but those on suppressions find, in no order.

    `more` are rules on the file that it switches on itself. Rules on the context run only where there is one.
    """
    cache.reset((rules, inputs.settings))
    found = run_on_instructions_and_stages(build, rules, inputs, cache, on_error=on_error)
    on_file: list[FileRule | ContextRule] = [*rules.on_file, *more]
    context = inputs.context
    if context is not None:
        on_file += rules.on_context
    run_on_file(build, on_file, inputs, cache, found, on_error=on_error)
    if context is not None:
        _add_in_context(build, rules, context, cache, found, on_error=on_error)
    return found


def _add_in_context(
    build: Build,
    rules: RuleSet,
    context: BuildContext,
    cache: FindingsCache,
    found: FoundInParts,
    on_error: OnError | None,
) -> None:
    """Adds what rules on stages find in the files of the context; asks again only of stages that changed."""
    chosen = [rule for rule in rules.on_stage if rule.in_context is not None]
    rows: list[StageInContext] = []
    for stage, of_stage in zip(build.stages, cache.stages, strict=True):
        old = cache.in_context[stage.index] if stage.index < len(cache.in_context) else None
        if old is None or old.stage is not of_stage or old.context is not context or old.found.across:
            there: list[Found] = []
            for rule in chosen:
                if rule.in_context is not None:
                    there += collect(rule, partial(rule.in_context, stage, context), on_error)
            old = StageInContext(of_stage, context, in_parts(there, found.starts))
        rows.append(old)
        found.add(old.found)
    cache.in_context = rows


def run_on_file(
    build: Build,
    rules: Iterable[FileRule | ContextRule],
    inputs: Inputs,
    cache: FindingsCache,
    found: FoundInParts,
    *,
    on_error: OnError | None = None,
) -> None:
    """Adds what rules on the whole file find; asks again only those that read what was edited."""
    edit = since(cache.document, build.document) if cache.document is not None else None
    is_new_context = cache.context is not inputs.context
    fresh: dict[str, FileFindings] = {}
    is_in_last = edit is not None and _is_in_last(build, edit.above, found.starts)
    for rule in rules:
        old = cache.file.get(rule.name)
        kept = None
        is_stale = is_new_context and (isinstance(rule, ContextRule) or rule.find_with is not None)
        if edit is not None and old is not None and not is_stale and not edit.asks(rule, old, is_in_last=is_in_last):
            kept = after_edit(old, edit, found.starts) if old is not _NOTHING else old
        if kept is None:
            here = collect(rule, partial(rule.run, build, inputs), on_error)
            kept = in_parts(here, found.starts) if here else _NOTHING
        fresh[rule.name] = kept
        if kept is not _NOTHING:
            found.add(kept)
    cache.file, cache.document, cache.context = fresh, build.document, inputs.context


def _is_in_last(build: Build, offset: int, starts: Sequence[int]) -> bool:
    """Whether an offset is in the stage that is built or one that it is based on, or above all stages."""
    number = bisect_right(starts, offset) - 2
    return number < 0 or build.last is None or build.stages[number] in build.last.chain


def run_on_instructions_and_stages(
    build: Build, rules: RuleSet, inputs: Inputs, cache: FindingsCache, *, on_error: OnError | None = None
) -> FoundInParts:
    """What rules on instructions and stages find; asks again only of those that changed."""
    text = build.document.text.value
    starts = [stage.nodes[0].start for stage in build.stages]
    slices = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]
    known: _Instructions | None = None
    header: _Instructions = {}
    above: list[Found] = []
    for node, scope in zip(build.header, build.header_scopes, strict=True):
        above += _on_instruction(
            node, scope, rules, inputs=inputs, known=cache.header, fresh=header, on_error=on_error, start=0
        )
    stages: list[StageFindings] = []
    for stage in build.stages:
        chain = tuple(slices[one.index] for one in stage.chain)
        key = (stage.scopes, chain, stage.is_needed, stage.copies_from)
        old = cache.stages[stage.index] if stage.index < len(cache.stages) else None
        if old is None or old.key != key or _has_moved(old, stage):
            if old is not None and len(cache.stages) == len(build.stages):
                before = old.by_instruction  # a key makes no instruction go from one stage to another
            else:
                before = known = cache.instructions() if known is None else known
            fresh: _Instructions = {}
            rows = _on_stage(stage, rules, inputs, before, fresh, on_error)
            line = build.document.line_number(stage.nodes[0]) if any(map(_names_line, rows)) else None
            old = StageFindings(key, line, tuple(rows), fresh)
        stages.append(old)
    cache.header, cache.stages = header, stages
    texts = [text[: starts[0] if starts else None], *slices]
    return FoundInParts([0, *starts], [tuple(above), *(stage.found for stage in stages)], [], texts)


def _has_moved(old: StageFindings, stage: Stage) -> bool:
    """Whether lines that its findings name are others now."""
    return old.line is not None and old.line != stage.document.line_number(stage.nodes[0])


def _names_line(found: Found) -> bool:
    return any(name in ("line", "row") and bool(value) for name, value in found.finding.facts)


def _on_stage(
    stage: Stage,
    rules: RuleSet,
    inputs: Inputs,
    known: _Instructions,
    fresh: _Instructions,
    on_error: OnError | None,
) -> list[Found]:
    start = stage.nodes[0].start
    found: list[Found] = []
    for node, scope in zip(stage.nodes, stage.scopes, strict=True):
        found += _on_instruction(
            node, scope, rules, inputs=inputs, known=known, fresh=fresh, on_error=on_error, start=start
        )
    for rule in rules.on_stage:
        rows = collect(rule, partial(rule.run, stage, inputs), on_error)
        found += [Found(rule, finding.shift(-start)) for _, finding in rows]
    return found


def _on_instruction(
    node: Node,
    scope: Scope,
    rules: RuleSet,
    inputs: Inputs,
    known: _Instructions,
    fresh: _Instructions,
    on_error: OnError | None,
    start: int,
) -> list[Found]:
    """What the rules find in one instruction, as offsets from `start`; `fresh` takes in what is kept for next time."""
    chosen = rules.on_instruction(node.instruction.name)
    if not chosen:
        return []
    instruction = node.instruction
    key = (instruction, scope)
    found = known.get(key)
    if found is None:
        rows: list[Found] = []
        for rule in chosen:
            rows += collect(rule, partial(rule.run, instruction, scope, inputs), on_error)
        found = tuple(rows)
    fresh[key] = found
    return [Found(rule, finding.shift(node.start - start)) for rule, finding in found]
