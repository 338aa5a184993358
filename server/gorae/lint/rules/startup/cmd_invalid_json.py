"""CMD and ENTRYPOINT that look like exec form and are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.string_array import array, is_broken_array, read_strings
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the brackets: what is not valid JSON runs as a shell command, brackets and all."""
    if not is_broken_array(instruction):
        return
    text = instruction.arguments_text.strip()
    yield found(instruction.arguments, _repaired(instruction, text), instruction=instruction.name)


def _repaired(instruction: Instruction, text: str) -> Fix | None:
    words = read_strings(text)
    return fix(Edit(instruction.arguments, array(words)), safe=False) if words else None


RULE = InstructionRule(
    "cmd-invalid-json",
    find,
    aliases=(Alias("tally", "tally/invalid-json-form"),),
    severity="error",
    fixes="unsafe",
    instructions=frozenset({"CMD", "ENTRYPOINT"}),
    supersedes=frozenset({"shellcheck"}),
)
