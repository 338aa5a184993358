"""/bin/sh is made another shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_SHELLS = frozenset(("bash", "dash", "zsh", "ksh"))  # not busybox or sh: they give an image a /bin/sh that has none


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a link that replaces /bin/sh, on the command."""
    commands = script(instruction, scope).commands
    for command in commands:
        operands = command.effective.operands()
        if command.effective.program != "ln" or len(operands) < 2 or _name(operands[0].value) not in _SHELLS:
            continue
        if operands[-1].value in ("/bin/sh", "/usr/bin/sh"):
            alone = len(commands) == 1 and not instruction.flags
            # Alpine has none of them, unless somebody installs one, and scratch nothing.
            alone = alone and scope.os_family != "alpine" and scope.base != "scratch"
            yield found(command.span, _shell(instruction, command) if alone else None)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _shell(instruction: Instruction, command: Command) -> Fix | None:
    target = command.effective.operands()[0].value
    if instruction.comments:
        return None
    path = target if target.startswith("/") else f"/bin/{target}"
    keyword = instruction.in_case("SHELL")
    return fix(Edit(instruction.span, f'{keyword} ["{path}", "-c"]'), safe=False, path=path)


RULE = InstructionRule(
    "sh-relinked", find, aliases=(Alias("hadolint", "DL4005"),), fixes="unsafe", instructions=frozenset({"RUN"})
)
