"""CMD in shell form: the program is not PID 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import keeps_shell
from gorae.lint.fixes.exec_form import exec_form
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """At the command."""
    if keeps_shell(instruction, scope):
        yield found(instruction.arguments, exec_form(instruction, scope))


RULE = InstructionRule(
    "cmd-shell-form",
    find,
    aliases=(Alias("hadolint", "DL3025"), Alias("buildkit", "JSONArgsRecommended")),
    fixes="safe",
    instructions=frozenset({"CMD"}),
    report="once_per_message",
)
