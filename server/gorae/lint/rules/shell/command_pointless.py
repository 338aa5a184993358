"""Commands that do nothing in a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.rewrites.edit_command import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_INTERACTIVE = frozenset(("vim", "vi", "nano", "emacs", "top", "htop", "less", "more"))
_OF_MACHINES = frozenset(("shutdown", "reboot", "halt", "poweroff", "free"))
_STARTS = frozenset(("start", "restart"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the command; `service x start` only where nothing after it may use the service."""
    commands = script(instruction, scope).commands
    for command in commands:
        effective = command.effective
        name, program = effective.name, effective.program
        if name is None or effective.has_flag("--version", "--help"):
            continue
        piped = command.is_piped or command.pipeline_position > 0
        if program in _OF_MACHINES or (
            program in _INTERACTIVE and not piped and not effective.has_flag("-e", "-es", "-c")
        ):
            yield found(name.span, _without(instruction, scope, command), name=program)
        elif (
            program in ("service", "systemctl")
            and command is commands[-1]
            and _STARTS & {w.value for w in effective.args}
        ):
            yield found(name.span, _without(instruction, scope, command), variant="service", name=program)


def _without(instruction: Instruction, scope: Scope, command: Command) -> Fix | None:
    edit = cut(instruction, scope, command)
    return fix(edit, safe=False) if edit else None


RULE = InstructionRule(
    "command-pointless",
    find,
    aliases=(Alias("hadolint", "DL3001"),),
    severity="information",
    fixes="unsafe",
    instructions=frozenset({"RUN"}),
)
