"""An ARG from above the first FROM, used in a stage that does not declare it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import ELSEWHERE, LINES, FileRule
from gorae.source import Edit, Span
from gorae.source.derived import derived_by, inherited
from gorae.stages import PLATFORM_ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Instruction, Node


def find(build: Build) -> Iterator[Finding]:
    """Report the first use in each stage."""
    names = {name for name, value in build.global_arguments.items() if value.origin == "global-arg"}
    names |= set(PLATFORM_ARGUMENTS)
    newline = build.document.newline
    for stage in build.stages:
        for name, number, span in _undeclared(stage):
            if name not in names:
                continue
            node = stage.nodes[number]
            end = stage.from_instruction.span.end
            word = stage.from_instruction.instruction.in_case("ARG")
            repair = fix(Edit(Span(end, end), f"{newline}{word} {name}"), safe=False, name=name)
            declared = build.global_arguments.get(name)
            if declared is None or declared.origin != "global-arg":
                yield found(node.to_document(span), repair, variant="platform", name=name)
                continue
            line = build.document.line_number(build.document.nodes[declared.defined_by or 0])
            yield found(node.to_document(span), repair, name=name, line=line)


@inherited
def _undeclared(stage: Stage) -> tuple[tuple[str, int, Span], ...]:
    """The first use of each variable that the stage does not have there: its name, the number of the instruction in the
    stage, and where it stands in that."""
    first: dict[str, tuple[str, int, Span]] = {}
    for number, node in enumerate(stage.nodes):
        if number and node.name != "ONBUILD":
            environment = stage.environment_at(node)
            for name, span in _uses(stage, node):
                if name not in environment and name not in first:
                    first[name] = (name, number, span)
    return tuple(first.values())


def _uses(stage: Stage, node: Node) -> tuple[tuple[str, Span], ...]:
    """The variables that an instruction uses without a default: BuildKit's, and in RUN the shell's.

    Spans are relative to the instruction, with which they are remembered.
    """
    return _uses_of(node.instruction, stage.scope_of(node))


@derived_by(attrgetter("dialect"))
def _uses_of(instruction: Instruction, scope: Scope) -> tuple[tuple[str, Span], ...]:
    return tuple(_each_use(instruction, scope))


def _each_use(instruction: Instruction, scope: Scope) -> Iterator[tuple[str, Span]]:
    for use in instruction.variables:
        if not use.modifier:
            yield use.name, use.name_span
    if instruction.name == "RUN" and instruction.form != "exec":
        read = script(instruction, scope)
        for one in read.variables:
            if one.name not in read.assigned and not one.operator:
                yield one.name, one.name_span


RULE = FileRule(
    "arg-not-in-scope",
    find,
    fixes="unsafe",
    supersedes=frozenset({"SC2086", "SC2154"}),
    behind_onbuild=False,
    reads={ELSEWHERE: ("$",), LINES: ()},
)
