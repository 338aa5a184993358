"""useradd with a high id writes a log of gigabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_SMALL = 100_000  # below it the log is at most some 30 MB, and holds hardly anything on disk


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a high user id, on the id; not with `--no-log-init`."""
    if (instruction.trigger or instruction).name != "RUN":
        return
    for command in script(instruction, scope).commands:
        effective = command.effective
        value = effective.option_value("-u", "--uid")
        if effective.program != "useradd" or value is None or effective.has_flag("-l", "--no-log-init"):
            continue
        name = effective.name
        if name is None or not value.value.isdecimal() or int(value.value) < _SMALL:
            continue
        edit = Edit(Span(name.span.end, name.span.end), " -l")
        is_exec = (instruction.trigger or instruction).form == "exec"
        yield found(value.span, None if is_exec else fix(edit, safe=True), uid=value.value)


RULE = InstructionRule(
    "useradd-sparse-log", find, aliases=(Alias("hadolint", "DL3046"),), fixes="safe", instructions=frozenset({"RUN"})
)
