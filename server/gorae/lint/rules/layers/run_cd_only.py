"""RUN cd, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a RUN that only changes its own folder, which ends with it."""
    commands = script(instruction, scope).commands
    if not commands or any(command.program != "cd" for command in commands):
        return
    only = commands[0]
    path = only.args[0].value if len(commands) == 1 and len(only.args) == 1 and only.args[0].static else ""
    keyword = instruction.in_case("WORKDIR")
    ok = path and " " not in path and not path.startswith(("~", "-")) and not instruction.flags
    yield found(instruction.span, fix(Edit(instruction.span, f"{keyword} {path}"), safe=False) if ok else None)


RULE = InstructionRule(
    "run-cd-only",
    find,
    aliases=(Alias("hadolint", "DL3003"), Alias("trivy", "DS-0013")),
    fixes="unsafe",
    instructions=frozenset({"RUN"}),
    supersedes=frozenset({"SC2164"}),
)
