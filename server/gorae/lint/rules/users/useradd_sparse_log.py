"""useradd with a high id writes a log of gigabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.base_system import system_of_image
from gorae.facts.scripts import script
from gorae.images import parse_reference
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

# The first releases whose useradd (shadow 4.13) leaves a log alone that ends before the new user's place in it.
_LEAVES_LOGS = {"debian": 12, "ubuntu": 23}
_SMALL = 100_000  # below it the log is at most some 30 MB, and holds hardly anything on disk


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a high user id, on the id; not with `--no-log-init`, nor where useradd writes no log for it."""
    if "useradd" not in instruction.text or _leaves_logs(scope):
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
        is_exec = instruction.form == "exec"
        yield found(value.span, None if is_exec else fix(edit, safe=True), uid=value.value)


def _leaves_logs(scope: Scope) -> bool:
    reference = parse_reference(scope.base) if scope.base is not None else None
    system = system_of_image(reference) if reference is not None else None
    major = system.release.partition(".")[0] if system is not None else ""
    return system is not None and major.isdecimal() and int(major) >= _LEAVES_LOGS.get(system.name, int(major) + 1)


RULE = InstructionRule(
    "useradd-sparse-log", find, aliases=(Alias("hadolint", "DL3046"),), fixes="safe", instructions=frozenset({"RUN"})
)
