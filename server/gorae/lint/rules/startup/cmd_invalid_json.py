"""CMD, ENTRYPOINT, RUN and HEALTHCHECK that look like exec form and are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import is_broken_array
from gorae.lint.fixes.string_array import array, read_strings
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the brackets: what is not valid JSON runs as a shell command, brackets and all."""
    command = instruction.trigger or instruction
    if is_broken_array(command):
        words = read_strings(command.arguments_text.strip())
        repair = fix(Edit(command.arguments, array(words)), safe=False) if words else None
        yield found(command.arguments, repair, instruction=instruction.name)


RULE = InstructionRule(
    "cmd-invalid-json",
    find,
    aliases=(Alias("tally", "tally/invalid-json-form"),),
    severity="error",
    fixes="unsafe",
    instructions=frozenset({"CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN"}),
    supersedes=frozenset({"shellcheck", "program-missing"}),
)
