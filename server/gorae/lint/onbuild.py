"""What stands behind ONBUILD, seen as what it will be: the instructions of a stage that is based on this one.

The rules are asked about that stage as about any other, so that none has to know of ONBUILD. It is written out as a text
of its own, below the stage that it is based on; what is found within one of its instructions is moved to where that
stands behind ONBUILD. All else (findings on its FROM, on two instructions at once) is left out, and so are fixes that
would write more than that one instruction.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.cache import FindingsCache
from gorae.lint.diagnostic import Found
from gorae.lint.run import run_on_file, run_on_instructions_and_stages
from gorae.source import Span, apply_edits
from gorae.stages import build as understand
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.lint.model import Finding, Fix
    from gorae.lint.rule import Inputs
    from gorae.lint.run import OnError
    from gorae.lint.selection import RuleSet
    from gorae.stages import Build, Stage

_NAME = "gorae-onbuild"
_MOST_STAGES = 20  # each is linted with all that stands above it; a file has one of them, seldom two
# BuildKit refuses these behind ONBUILD.
_FORBIDDEN = frozenset(("FROM", "MAINTAINER", "ONBUILD"))


class _Trigger(NamedTuple):
    """An instruction behind ONBUILD: where it stands in the text that is written out, and how far from its own place."""

    span: Span
    by: int  # what is to be added to an offset there


def run_behind_onbuild(
    build: Build,
    rules: RuleSet,
    inputs: Inputs,
    cache: FindingsCache,
    *,
    arguments: Mapping[str, str],
    on_error: OnError | None = None,
) -> list[Found]:
    """What the rules on instructions, stages and the file find behind ONBUILD, as offsets in the document's text."""
    if build.document.open_from is not None:
        return []  # the last instruction would take in what is written below it
    found: list[Found] = []
    caches: dict[int, FindingsCache] = {}
    waiting = (stage for stage in build.stages if stage.instructions("ONBUILD"))
    for stage in islice(waiting, _MOST_STAGES):
        text, triggers = _written_out(build, stage)
        if not triggers:
            continue
        own = caches[stage.index] = cache.onbuild.get(stage.index) or FindingsCache()
        own.reset(cache.chosen_by)
        child = understand(parse(text), arguments)
        rows = run_on_instructions_and_stages(child, rules, inputs, own, on_error=on_error)
        run_on_file(child, rules.on_file, inputs, own, rows, on_error=on_error)
        for rule, finding in rows.all():
            moved = rule.behind_onbuild and _moved(finding, triggers, text, build.document.escape)
            if moved:
                # What fails there, fails in a later build: this one goes on.
                level = moved.severity or rule.severity
                found.append(Found(rule, replace(moved, severity="warning" if level == "error" else moved.severity)))
    cache.onbuild = caches
    return found


def _written_out(build: Build, stage: Stage) -> tuple[str, list[_Trigger]]:
    """The text up to the stage's end without its ONBUILDs, and below it the stage that they will run in."""
    text = build.document.text.value
    parts: list[str] = []
    offset = 0
    name = stage.name or _NAME
    for node in stage.nodes:
        if node.name == "ONBUILD":
            parts.append(text[offset : node.start])
            offset = node.span.end
        elif node is stage.from_instruction and not stage.name:
            parts.append(f"{text[offset : node.span.end]} AS {_NAME}")
            offset = node.span.end
    parts.append(text[offset : stage.nodes[-1].span.end])
    newline = build.document.newline
    parts.append(f"{newline}FROM {name}{newline}")
    size = sum(map(len, parts))
    triggers: list[_Trigger] = []
    for node in stage.instructions("ONBUILD"):
        trigger = node.instruction.trigger
        if trigger is None or trigger.name in _FORBIDDEN or node.instruction.issues:
            continue
        start = node.start + trigger.keyword.start
        written = text[start : node.span.end]
        triggers.append(_Trigger(Span(size, size + len(written)), start - size))
        parts.append(written + newline)
        size += len(parts[-1])
    return "".join(parts), triggers


def _moved(finding: Finding, triggers: list[_Trigger], text: str, escape: str) -> Finding | None:
    """The finding where it stands behind ONBUILD; None where it is about anything else."""
    trigger = next((one for one in triggers if one.span.covers(finding.span)), None)
    if trigger is None:
        return None
    fixes = tuple(fix.shift(trigger.by) for fix in finding.fixes if _stays_within(fix, trigger.span, text, escape))
    related = tuple(span.shift(trigger.by) for span in finding.related if trigger.span.covers(span))
    return replace(finding, span=finding.span.shift(trigger.by), fixes=fixes, related=related)


def _stays_within(fix: Fix, span: Span, text: str, escape: str) -> bool:
    """Whether a fix changes that instruction alone, and leaves it one instruction of its kind."""
    if not fix.edits:
        return bool(fix.files)
    if not all(span.covers(edit.span) for edit in fix.edits):
        return False
    written = apply_edits(span.of(text), [edit.shift(-span.start) for edit in fix.edits])
    after = parse(f"# escape={escape}\n{written}").nodes
    before = parse(f"# escape={escape}\n{span.of(text)}").nodes
    return [_kind(node.name) for node in after] == [_kind(node.name) for node in before]


def _kind(name: str) -> str:
    return "COPY" if name == "ADD" else name
