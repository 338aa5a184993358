"""Edits of one command of a RUN: an option or a word added, replaced or taken out, a whole command taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.shell import Compound
from gorae.source import Edit, Span

if TYPE_CHECKING:
    import re

    from gorae.shell import Command
    from gorae.shell.packages import Call
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def with_option(instruction: Instruction, call: Call, option: str) -> Edit:
    """The edit that adds an option right behind the subcommand; a string of its own in the exec form."""
    end = call.subcommand.span.end if call.subcommand else call.program.span.end
    return inserted(instruction, end, option)


def inserted(instruction: Instruction, offset: int, word: str) -> Edit:
    """The edit that puts a word behind the one that ends at the offset, with a blank behind the comma as there is one."""
    if _form(instruction) != "exec":
        return Edit(Span(offset, offset), f" {word}")
    blank = "" if instruction.text.startswith(',"', offset) else " "
    return Edit(Span(offset, offset), f',{blank}"{word}"')


def replaced(instruction: Instruction, span: Span, word: str) -> Edit:
    """The edit that puts another word in a word's place."""
    return Edit(span, f'"{word}"' if _form(instruction) == "exec" else word)


def taken_out(instruction: Instruction, span: Span) -> Edit:
    """The edit that takes a word out, with the blanks (and in the exec form the comma) before it, and with its line.

    Where the word is alone on a continued line, the line goes with its `\\`; of the last line the `\\` above it.
    """
    if _form(instruction) != "exec" and (edit := _line_taken_out(instruction, span)):
        return edit
    start = span.start
    blanks = " \t,\n" if _form(instruction) == "exec" else " \t"
    while instruction.text[start - 1] in blanks:
        start -= 1
    return Edit(Span(start, span.end), "")


def _line_taken_out(instruction: Instruction, span: Span) -> Edit | None:
    text, escape = instruction.text, instruction.escape
    line = text.rfind("\n", 0, span.start) + 1
    behind, newline, _ = text[span.end :].partition("\n")
    if not line or text[line : span.start].strip():
        return None
    if newline and behind.strip() == escape:
        return Edit(Span(line, span.end + len(behind) + 1), "")
    if behind.strip():
        return None
    # The last line: what goes on above it ends there, and comments between stay, below the instruction.
    end = line
    while end:
        start = text.rfind("\n", 0, end - 1) + 1
        row = text[start:end].rstrip()
        if row and not row.lstrip().startswith("#"):
            if not row.endswith(escape):
                return None
            kept = text[start + len(row) : line].rstrip()
            return Edit(Span(start + len(row[:-1].rstrip()), span.end), kept)
        end = start
    return None


def _form(instruction: Instruction) -> str:
    return (instruction.trigger or instruction).form


def without_command(instruction: Instruction, scope: Scope, command: Command) -> Edit | None:
    """The edit that takes a command of the outermost list out, with the operator behind it.

    None where the command is the last, is piped or judged (`||`, `!`, `&`), or a comment stands behind it.
    """
    read = script(instruction, scope)
    if not command.is_top_level or command.element is None or command.negated or command.pipeline_length > 1:
        return None
    for element, after in zip(read.chain, read.chain[1:], strict=False):
        if element is not command.element:
            continue
        before = element.operator.text if element.operator else None
        if (
            after.operator is None
            or after.operator.text not in {"&&", ";", "\n"}
            or before not in {None, "&&", ";", "\n"}
        ):
            return None
        if before is not None and before != after.operator.text:
            return None
        span = Span(element.span.start, after.span.start)
        return None if "#" in instruction.slice(span) else Edit(span, "")
    return None


def cut(instruction: Instruction, scope: Scope, command: Command) -> Edit | None:
    """The edit that takes a command of the outermost list out, the last one too; None where it is the only one.

    As `without_command`, it leaves what is piped, judged or commented alone.
    """
    chain = script(instruction, scope).chain
    offset = next((number for number, element in enumerate(chain) if element is command.element), 0)
    whole = (
        without_command(instruction, scope, command) if offset + 1 < len(chain) else _last(instruction, scope, command)
    )
    if whole is None or offset == 0:
        return whole
    # The operator before it goes with it: the lines keep their breaks.
    span = Span(chain[offset - 1].span.end, chain[offset].span.end)
    return whole if "#" in instruction.slice(span) else Edit(span, "")


def _last(instruction: Instruction, scope: Scope, command: Command) -> Edit | None:
    read = script(instruction, scope)
    last = read.chain[-1] if len(read.chain) > 1 else None
    if last is None or not command.is_top_level or command.negated or command.pipeline_length > 1:
        return None
    if read.trailing or len(last.steps) > 1 or last.background:
        return None
    if last.operator is None or last.operator.text not in {"&&", ";", "\n"}:
        return None
    span = Span(read.chain[-2].span.end, last.span.end)
    return None if "#" in instruction.slice(span) else Edit(span, "")


def trailing_removal(instruction: Instruction, scope: Scope, wanted: re.Pattern[str]) -> Edit | None:
    """The edit that takes the last command out where it removes just what the pattern finds, with its operator."""
    read = script(instruction, scope)
    if len(read.chain) < 2:
        return None
    before, last = read.chain[-2:]
    command = last.steps[0]
    if isinstance(command, Compound) or len(last.steps) > 1 or command.effective.program != "rm":
        return None
    operands = command.effective.operands()
    if (
        last.operator is None
        or last.operator.text not in {"&&", ";"}
        or not all(wanted.search(one.value) for one in operands)
    ):
        return None
    span = Span(before.span.end, last.span.end)
    return None if "#" in instruction.slice(span) else Edit(span, "")
