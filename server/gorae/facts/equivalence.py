"""What an instruction says, whatever blanks and lines it is written with."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.source import Span, apply_edits
from gorae.syntax import instruction as read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.shell import Script
    from gorae.source import Edit
    from gorae.stages import Scope
    from gorae.syntax import Document, Instruction


def keeps_meaning(instruction: Instruction, scope: Scope, edits: Sequence[Edit]) -> bool:
    """Whether the instruction says the same after the edits, whose spans are relative to it."""
    after = read(apply_edits(instruction.text, edits), instruction.escape)
    return meaning(instruction, scope) == meaning(after, scope)


def meaning(instruction: Instruction, scope: Scope) -> tuple[object, ...]:
    """Keyword, flags, words, pairs, heredocs and shell commands, without the places where they stand."""
    shell = script(instruction, scope)
    runs = (instruction.trigger or instruction).name in {"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"}
    words = () if runs and instruction.form == "shell" and shell.complete else _words(instruction)
    return (
        instruction.name,
        tuple((flag.name, flag.value) for flag in instruction.flags),
        instruction.form,
        words,
        tuple((pair.key.value, pair.value.value if pair.value else None, pair.legacy) for pair in instruction.pairs),
        tuple((heredoc.name, heredoc.expand, instruction.slice(heredoc.body)) for heredoc in instruction.heredocs),
        _commands(shell),
        meaning(instruction.trigger, scope)[:3] if instruction.trigger is not None else None,
        tuple(fault.kind for fault in instruction.issues),
    )


def _words(instruction: Instruction) -> tuple[str, ...]:
    return tuple(word.text for word in (instruction.trigger or instruction).words)


def _commands(shell: Script) -> tuple[object, ...]:
    return (
        tuple(
            (
                command.kind,
                command.operator_before,
                command.operator_after,
                command.background,
                tuple(word.joined for word in command.words),
                tuple((one.name, one.value.joined) for one in command.assignments),
                tuple((one.operator, one.descriptor, one.target and one.target.joined) for one in command.redirections),
            )
            for command in shell.commands
        ),
        tuple((compound.kind, len(compound.redirections)) for compound in shell.compounds),
        tuple(word.joined for word in shell.other_words),
        len(shell.comments),
        len(shell.errors),
    )


def heredoc_bodies(document: Document) -> list[Span]:
    """The lines of all heredocs, each up to the end of the line that closes it; they belong to other programs."""
    found = []
    for node in document.nodes:
        for heredoc in node.instruction.heredocs:
            end = heredoc.end.end if heredoc.end is not None else len(node.instruction.text)
            found.append(node.to_document(Span(heredoc.body.start, end)))
    return found


def within(offset: int, spans: Sequence[Span]) -> bool:
    """Whether one of the spans, the end not counted, holds the offset."""
    return any(span.start <= offset < span.end for span in spans)


def within_sorted(offset: int, spans: Sequence[Span]) -> bool:
    """The same for many spans that are in order and apart."""
    after = bisect_right(spans, offset, key=attrgetter("start"))
    return after > 0 and offset < spans[after - 1].end
