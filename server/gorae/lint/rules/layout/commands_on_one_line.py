"""Chained commands, pairs of LABEL or mounts that share a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.equivalence import keeps_meaning
from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Scope
    from gorae.syntax import Instruction

_INDENT = "    "
_CHAINS = ("&&", "||")


def find(build: Build) -> Iterator[Finding]:
    """One finding an instruction, at the first word that should begin a line."""
    document = build.document
    for node in document.nodes:
        instruction = node.instruction
        if instruction.name not in {"RUN", "HEALTHCHECK", "LABEL"}:
            continue
        scope = build.scope_of(node)
        breaks = [*_labels(instruction), *_mounts(instruction), *_chain(instruction, scope)]
        offset = document.text.start_of_line(node.start)
        indent = document.text.value[offset : node.start].removeprefix("\ufeff") + _INDENT
        joint = f" {document.escape}{document.newline}{indent}"
        edits = [Edit(gap, joint) for gap, _ in breaks]
        if edits and keeps_meaning(instruction, scope, edits):
            group = [edit.shift(node.start) for edit in edits]
            yield found(node.to_document(breaks[0][1]), fix(group, safe=True), count=len(breaks) + 1)


def _chain(instruction: Instruction, scope: Scope) -> Iterator[tuple[Span, Span]]:
    """The blanks before each operator between two commands of one line, and the operator."""
    inner = instruction.trigger or instruction
    read = script(instruction, scope)
    if inner.form != "shell" or instruction.heredocs or not read.complete or read.errors or read.comments:
        return
    if instruction.name == "LABEL":
        return
    for before, element in zip(read.chain, read.chain[1:], strict=False):
        operator = element.operator
        if operator is None or operator.text not in _CHAINS:
            continue
        if "\n" not in instruction.text[before.span.end : element.span.start]:
            yield Span(before.span.end, operator.span.start), operator.span


def _labels(instruction: Instruction) -> Iterator[tuple[Span, Span]]:
    if instruction.name != "LABEL" or any(pair.legacy for pair in instruction.pairs):
        return
    for before, pair in zip(instruction.pairs, instruction.pairs[1:], strict=False):
        gap = Span(before.span.end, pair.span.start)
        if "\n" not in instruction.slice(gap):
            yield gap, pair.key.span


def _mounts(instruction: Instruction) -> Iterator[tuple[Span, Span]]:
    flags = instruction.flags
    if instruction.name != "RUN" or len(instruction.flags_named("mount")) < 2:
        return
    starts = [*((flag.span.start, flag.name_span) for flag in flags[1:]), _body(instruction)]
    for before, (start, word) in zip(flags, starts, strict=True):
        gap = Span(before.span.end, start)
        if "\n" not in instruction.slice(gap):
            yield gap, word


def _body(instruction: Instruction) -> tuple[int, Span]:
    start = instruction.arguments.start
    return start, Span(start, start + 1)


RULE = FileRule(
    "commands-on-one-line",
    find,
    aliases=(Alias("tally", "tally/newline-per-chained-call"),),
    severity="hint",
    default=False,
    fixes="safe",
    behind_onbuild=False,
)
