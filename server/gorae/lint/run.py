"""Runs the rules: from a Dockerfile to what each rule finds in it, before anything is suppressed or folded."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from gorae.lint.cache import FindingsCache, StageFindings
from gorae.lint.diagnostic import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gorae.lint.cache import InstructionKey
    from gorae.lint.model import Finding
    from gorae.lint.rule import FileRule, Inputs, Rule
    from gorae.lint.selection import RuleSet
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Node

    OnError = Callable[[Rule, Exception], None]
    _Instructions = dict[InstructionKey, tuple[Found, ...]]

logger = logging.getLogger(__name__)


def log_error(rule: Rule, error: Exception) -> None:
    """Says in the log which rule failed; its findings are missing, all others are there."""
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


def run_rules(
    build: Build,
    rules: RuleSet,
    inputs: Inputs,
    cache: FindingsCache,
    *,
    on_error: OnError | None = None,
    more: Sequence[FileRule] = (),
) -> list[Found]:
    """What all rules but those on suppressions find, in no order; spans are offsets in the document's text.

    `more` are rules on the file that it switches on itself. Rules on the context run only where there is one.
    """
    cache.reset((rules, inputs.settings))
    found = run_on_instructions_and_stages(build, rules, inputs, cache, on_error=on_error)
    found += run_on_file(build, (*rules.on_file, *more), inputs, on_error=on_error)
    context = inputs.context
    if context is not None:
        for rule in rules.on_context:
            found += collect(rule, partial(rule.find, build, context), on_error)
        for one in rules.on_stage:
            if one.in_context is not None:
                found += collect(one, partial(one.in_context, build, context), on_error)
    return found


def run_on_file(
    build: Build, rules: Iterable[FileRule], inputs: Inputs, *, on_error: OnError | None = None
) -> list[Found]:
    """What rules on the whole file find."""
    found: list[Found] = []
    for rule in rules:
        found += collect(rule, partial(rule.run, build, inputs), on_error)
    return found


def run_on_instructions_and_stages(
    build: Build, rules: RuleSet, inputs: Inputs, cache: FindingsCache, *, on_error: OnError | None = None
) -> list[Found]:
    """What rules on instructions and stages find; asks again only of those that changed."""
    text = build.document.text.value
    starts = [stage.nodes[0].start for stage in build.stages]
    slices = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]
    known: _Instructions | None = None
    header: _Instructions = {}
    found: list[Found] = []
    for node, scope in zip(build.header, build.header_scopes, strict=True):
        found += _on_instruction(node, scope, rules, inputs=inputs, known=cache.header, fresh=header, on_error=on_error)
    stages: list[StageFindings] = []
    for stage, start in zip(build.stages, starts, strict=True):
        chain = tuple(slices[one.index] for one in stage.chain)
        key = (stage.scopes, chain, stage.is_needed, stage.copies_from)
        old = cache.stages[stage.index] if stage.index < len(cache.stages) else None
        if old is None or old.key != key:
            known = cache.instructions() if known is None else known
            fresh: _Instructions = {}
            rows = _on_stage(stage, rules, inputs, known, fresh, on_error)
            old = StageFindings(key, start, tuple(rows), fresh)
        old = old.moved_to(start)
        stages.append(old)
        found += old.found
    cache.header, cache.stages = header, stages
    return found


def _on_stage(
    stage: Stage,
    rules: RuleSet,
    inputs: Inputs,
    known: _Instructions,
    fresh: _Instructions,
    on_error: OnError | None,
) -> list[Found]:
    found: list[Found] = []
    for node, scope in zip(stage.nodes, stage.scopes, strict=True):
        found += _on_instruction(node, scope, rules, inputs=inputs, known=known, fresh=fresh, on_error=on_error)
    for rule in rules.on_stage:
        found += collect(rule, partial(rule.run, stage, inputs), on_error)
    return found


def _on_instruction(
    node: Node,
    scope: Scope,
    rules: RuleSet,
    inputs: Inputs,
    known: _Instructions,
    fresh: _Instructions,
    on_error: OnError | None,
) -> list[Found]:
    """What the rules find in one instruction, as offsets in the document; `fresh` takes in what is kept for next time."""
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
    return [Found(rule, finding.shift(node.start)) for rule, finding in found]
