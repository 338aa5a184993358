"""A health check that cannot fail."""

from __future__ import annotations

import re
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

_LISTS_ARGUMENTS = re.compile(r"-?\w*[uf]\w*")  # options of ps that show the arguments of processes
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
    itself = _finds_itself(inner, read)
    if itself is not None:
        yield found(itself.span, variant="itself", command=itself.program)
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


def _finds_itself(instruction: Instruction, read: Script) -> Command | None:
    """The search for a process that finds its own shell, whose command line has the words that are searched for.

    Seen with dash, bash and procps: `pgrep -f NAME || exit 1` and `ps aux | grep NAME` end with 0 without such a process.
    """
    if instruction.form == "exec":
        return None
    for element in read.chain:
        steps = [step for step in element.steps if isinstance(step, Command)]
        names = [step.program for step in steps]
        first = steps[0] if steps else None
        if first is None or "[" in element.span.of(instruction.text):
            continue
        words = [word.value for word in first.args]
        if names == ["ps", "grep"] and any(_LISTS_ARGUMENTS.fullmatch(word) for word in words):
            return None if any(word.value in ("-v", "--invert-match") for word in steps[1].args) else steps[1]
        if names == ["pgrep"] and len(read.chain) > 1 and any(re.fullmatch(r"-\w*f\w*|--full", word) for word in words):
            return first
    return None


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
