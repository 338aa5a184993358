"""An ARG from above the first FROM, used in a stage that does not declare it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import ELSEWHERE, LINES, FileRule
from gorae.source import Edit, Span
from gorae.source.derived import derived_by
from gorae.stages import PLATFORM_ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Scope, Stage
    from gorae.syntax import Instruction, Node


def find(build: Build) -> Iterator[Finding]:
    """At the first use in each stage."""
    names = {name for name, value in build.global_arguments.items() if value.origin == "global-arg"}
    names |= set(PLATFORM_ARGUMENTS)
    newline = build.document.newline
    for stage in build.stages:
        left = set(names)
        for node in stage.nodes[1:]:
            if node.name == "ONBUILD":
                continue
            left -= stage.environment_at(node).keys()
            if not left:
                break
            for name, span in _uses(stage, node):
                if name not in left:
                    continue
                left.discard(name)
                end = stage.from_instruction.span.end
                sample = stage.from_instruction.instruction
                word = sample.in_case("ARG")
                edit = Edit(Span(end, end), f"{newline}{word} {name}")
                declared = build.global_arguments.get(name)
                repair = fix(edit, safe=False, name=name)
                if declared is None or declared.origin != "global-arg":
                    yield found(node.to_document(span), repair, variant="platform", name=name)
                    continue
                line = (
                    build.document.text.line_of(
                        build.document.nodes[build.global_arguments[name].defined_by or 0].start
                    )
                    + 1
                )
                yield found(node.to_document(span), repair, name=name, line=line)


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
        for command in read.commands:
            for word in command.words:
                for one in word.variables:
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
