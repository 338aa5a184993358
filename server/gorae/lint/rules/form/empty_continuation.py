"""Blank lines inside of a continued instruction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """One finding for each instruction, at its first blank line; the fix takes all of them out."""
    lines = instruction.blank_lines
    if lines:
        yield found(lines[0], fix([Edit(line, "") for line in lines], safe=True), count=len(lines))


RULE = InstructionRule("empty-continuation", find, aliases=(Alias("buildkit", "NoEmptyContinuation"),), fixes="safe")
