"""A health check that cannot fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import InstructionRule
from gorae.shell import Command
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Script
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_ALWAYS = frozenset(("true", ":", "echo", "printf"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a HEALTHCHECK whose exit code is 0 whatever happens, on the words that make it so."""
    inner = instruction.trigger if instruction.name == "ONBUILD" else instruction
    if inner is None or inner.name != "HEALTHCHECK":
        return
    read = script(instruction, scope)
    chain = read.chain
    if not chain or not read.complete or read.errors or read.compounds:
        return
    last = chain[-1]
    command = last.steps[0] if len(last.steps) == 1 else None
    if not isinstance(command, Command) or last.negated or not _passes(command):
        return
    operators = {element.operator.text for element in chain[1:] if element.operator is not None}
    if len(chain) == 1:
        yield found(command.span, variant="only", command=command.program)
    elif last.operator is not None and last.operator.text == "||" and operators <= {"||", "&&", "|"}:
        yield found(last.operator.span | command.span, _failing(command), command=command.program)
    elif last.operator is not None and last.operator.text in (";", "\n") and not _may_exit_before(read):
        yield found(last.operator.span | command.span, variant="last", command=command.program)


def _passes(command: Command) -> bool:
    if command.program == "exit":
        return [word.value for word in command.args] == ["0"]
    return command.program in _ALWAYS and not command.redirections


def _may_exit_before(read: Script) -> bool:
    errexit = "errexit" in read.options_at(read.commands[-1])
    return errexit or any(one.program in ("exit", "exec") for one in read.commands[:-1])


def _failing(command: Command) -> Fix | None:
    """`|| exit 1` in place of what hides the failure."""
    return fix(Edit(Span(command.span.start, command.span.end), "exit 1"), safe=False)


RULE = InstructionRule("healthcheck-always-passes", find, fixes="unsafe", instructions=frozenset({"HEALTHCHECK"}))
