"""Growing selections: word, argument, command, chain, instruction, stage, file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Compound, Script
    from gorae.stages import Build
    from gorae.syntax import Instruction, Node, Variable

_WORD = re.compile(r"[^\W]+")


def selections(build: Build, offset: int) -> tuple[Span, ...]:
    """The spans around an offset from the smallest to the whole text, each larger than the one before."""
    document = build.document
    found: list[Span] = [Span(offset, offset)]
    node = document.node_at(offset)
    if node is not None:
        inner = offset - node.start
        found += [node.to_document(span) for span in _in_instruction(build, node, inner)]
        found.append(node.span)
        stage = build.stage_of(node)
        if stage is not None:
            found.append(stage.span)
    else:
        found += [comment.span for comment in document.comments if comment.span.holds(offset)]
        found += [directive.span for directive in document.directives if directive.span.holds(offset)]
        found += [_word(document.text.value, offset)]
    found.append(Span(0, len(document.text)))
    return _nested(found, offset)


def _nested(spans: list[Span], offset: int) -> tuple[Span, ...]:
    """Of the spans that hold the offset those that lie within each other."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.end - span.start, span.start)):
        if not span.holds(offset):
            continue
        if not kept or (span.covers(kept[-1]) and span != kept[-1]):
            kept.append(span)
    return tuple(kept)


def _word(text: str, offset: int) -> Span:
    start = end = offset
    while start > 0 and _WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WORD.match(text[end]):
        end += 1
    return Span(start, end)


def _in_instruction(build: Build, node: Node, offset: int) -> Iterator[Span]:
    outer = node.instruction
    yield _word(outer.text, offset)
    for instruction in (outer, outer.trigger) if outer.trigger is not None else (outer,):
        yield from _parts(instruction)
    for heredoc in outer.heredocs:
        yield from (heredoc.marker, heredoc.body)
        body = heredoc.body
        yield _line(outer.text, offset, body)
    yield from outer.comments
    yield from _of_shell(script(outer, build.scope_of(node)), offset)


def _parts(instruction: Instruction) -> Iterator[Span]:
    for flag in instruction.flags:
        yield flag.span
        for option in flag.options:
            yield option.span
            if option.value_span is not None:
                yield option.value_span
        if flag.value_span is not None:
            yield flag.value_span
    for pair in instruction.pairs:
        yield from (pair.span, pair.key.span)
        if pair.value is not None:
            yield from (_unquoted(instruction.text, pair.value.span), pair.value.span)
    if not instruction.pairs:
        for word in instruction.words:
            yield from (_unquoted(instruction.text, word.span), word.span)
    yield from _variables(instruction.variables)
    yield instruction.arguments
    yield instruction.keyword
    yield instruction.keyword | instruction.arguments


def _variables(uses: tuple[Variable, ...]) -> Iterator[Span]:
    for use in uses:
        yield from (use.name_span, use.span)
        yield from _variables(use.nested)


def _unquoted(text: str, span: Span) -> Span:
    inside = text[span.start : span.end]
    if len(inside) > 1 and inside[0] == inside[-1] and inside[0] in "\"'":
        return Span(span.start + 1, span.end - 1)
    return span


def _line(text: str, offset: int, body: Span) -> Span:
    start = text.rfind("\n", body.start, offset) + 1 or body.start
    end = text.find("\n", offset, body.end)
    end = body.end if end < 0 else end
    return Span(start, end - 1 if text[end - 1 : end] == "\r" else end)


def _of_shell(commands: Script, offset: int) -> Iterator[Span]:
    for use in commands.variables:
        if use.span.holds(offset):
            yield from (use.name_span, use.span)
    for command in commands.commands:
        if not command.span.holds(offset):
            continue
        yield command.span
        for word in command.words:
            yield from (_unquoted(commands.body, word.span), word.span)
        for assignment in command.assignments:
            yield from (assignment.value.span, assignment.span)
        for redirection in command.redirections:
            yield redirection.span
            if redirection.target is not None:
                yield redirection.target.span
        if command.element is not None:
            yield command.element.span
    for compound in commands.compounds:
        if compound.span.holds(offset):
            yield from (compound.span, compound.scope.span)
    steps: tuple[Command | Compound, ...] = (*commands.commands, *commands.compounds)
    scopes = {id(step.scope): step.scope for step in steps}
    for scope in scopes.values():
        if scope.elements and scope.span.holds(offset):
            yield scope.elements[0].span | scope.elements[-1].span
