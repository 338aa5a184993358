"""Whether a change of a Dockerfile's text leaves an error that was not there: such a change is not offered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gorae.facts.circles import stages_in_circles
from gorae.facts.scripts import script
from gorae.source import apply_edits
from gorae.source.derived import derived, derived_by
from gorae.stages import build
from gorae.stages.dispatch import dispatch, refusals_around
from gorae.syntax import parse, reparse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.source import Edit
    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Document, Instruction, Node

_SHELLS = frozenset(("RUN", "CMD", "ENTRYPOINT"))  # their variables are the shell's
_LEAVES = _SHELLS | {"LABEL", "MAINTAINER", "USER"}


_MOST_REPARSED = 24


def breaks(document: Document, edits: Iterable[Edit]) -> bool:
    """Whether the text after the edits has an error of a kind that it has not now, or has it once more.

    Errors are what the parser or the Engine refuses, and what no shell can read. `edits` are in code points of the
    document and do not overlap.
    """
    edits = sorted(edits, key=lambda edit: edit.span)
    # One after another, the last place first; each takes time for all that stands behind it.
    many = len(edits) > _MOST_REPARSED
    after = parse(apply_edits(document.text.value, edits)) if many else reparse(document, edits[::-1])
    if not _errors_of_text(after) <= _errors_of_text(document):
        return True
    gone, come = _changed(document, after)
    if _is_alone(document, after, gone, come):
        scope = build(document).scope_of(document.nodes[gone.start])
        then, now = (
            sum(_is_unreadable(one.instruction, scope) for one in nodes)
            for nodes in (after.nodes[come.start : come.stop], document.nodes[gone.start : gone.stop])
        )
        return then > now
    # Of a file without a stage the Engine says only that: what it says once there is one was as wrong before.
    if not build(document).stages:
        return False
    stage = _stage_of_change(build(document), build(after), gone)
    refused = _errors_of_build(after, stage)
    return bool(refused) and not refused <= _errors_of_build(document, stage)


def _changed(document: Document, after: Document) -> tuple[range, range]:
    """The nodes that differ, before and after."""
    old, new = document.nodes, after.nodes
    first = next((n for n, pair in enumerate(zip(old, new, strict=False)) if _differ(*pair)), min(len(old), len(new)))
    most = min(len(old), len(new)) - first
    last = next((n for n in range(most) if _differ(old[-1 - n], new[-1 - n])), most)
    return range(first, len(old) - last), range(first, len(new) - last)


def _is_alone(document: Document, after: Document, gone: range, come: range) -> bool:
    """Whether no other instruction depends on what changed: nothing is worked off again but the scripts that did."""
    old, new, first = document.nodes, after.nodes, gone.start
    stands_below = build(document).stages and first > build(document).stages[0].nodes[0].index and first < len(old)
    before, now = old[gone.start : gone.stop], new[come.start : come.stop]
    if not stands_below or not all(map(_is_a_leaf, (*before, *now))):
        return False
    frames = [sorted(frame for node in nodes if (frame := _frame(node))) for nodes in (before, now)]
    return frames[0] == frames[1]


def _stage_of_change(before: Build, after: Build, gone: range) -> int | None:
    """The number of the stage that the change is inside of; None where it touches a FROM, what is above the first one, or
    several stages."""
    if len(before.stages) != len(after.stages):
        return None
    number = next((stage.index for stage in reversed(before.stages) if stage.nodes[0].index < gone.start), None)
    if number is None or before.stages[number].nodes[-1].index < gone.stop - 1:
        return None
    return number


def _frame(node: Node) -> tuple[str, ...]:
    """What the Engine itself reads of a RUN: its flags, and the names of its heredocs."""
    instruction = node.instruction
    flags = (instruction.slice(flag.span) for flag in instruction.flags)
    return (*flags, *(instruction.slice(heredoc.marker) for heredoc in instruction.heredocs))


def _differ(one: Node, other: Node) -> bool:
    return one.instruction is not other.instruction and one.instruction.text != other.instruction.text


def _is_a_leaf(node: Node) -> bool:
    """Whether the instruction changes nothing for others, and the Engine finds no fault in what it says."""
    instruction = node.instruction
    if instruction.name not in _LEAVES or (instruction.name != "RUN" and (instruction.flags or instruction.heredocs)):
        return False
    return instruction.name in _SHELLS or "$" not in instruction.arguments_text


def _is_unreadable(instruction: Instruction, scope: Scope) -> bool:
    return instruction.name == "RUN" and bool(script(instruction, scope).errors)


@derived
def _errors_of_text(document: Document) -> Counter[str]:
    return Counter(issue.kind for issue in document.issues())


@derived_by(lambda number: number)
def _errors_of_build(document: Document, number: int | None) -> Counter[str]:
    """Of the whole file, or of what a change inside of one stage may bring."""
    stages = build(document)
    refusals = dispatch(stages).refusals if number is None else refusals_around(stages, number)
    found = Counter(refusal.kind for refusal in refusals)
    for stage in stages.stages:
        if number is not None and not _stands_on(stage, number):
            continue
        for node in stage.instructions("RUN"):
            found["script"] += bool(script(node.instruction, stage.scope_of(node)).errors)
    found["circle"] = len(stages_in_circles(stages))
    return +found


def _stands_on(stage: Stage, number: int) -> bool:
    """Whether it is the stage of that number, or based on it."""
    parent: Stage | None = stage
    while parent is not None and parent.index > number:
        parent = parent.parent
    return parent is not None and parent.index == number
