"""wget fills the build's log with its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_QUIET = (
    "-q",
    "--quiet",
    "--progress",
    "-o",
    "--output-file",
    "-a",
    "--append-output",
    "-nv",
    "--no-verbose",
    "--show-progress",
)


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each wget that says nothing of its output."""
    for command in script(instruction, scope).commands:
        effective = command.effective
        if effective.program == "wget" and effective.name is not None and not effective.has_flag(*_QUIET):
            yield found(effective.name.span, _limited(instruction, scope, effective))


def _limited(instruction: Instruction, scope: Scope, effective: Effective) -> Fix | None:
    """GNU wget's dots; BusyBox' wget, which Alpine has, knows `-q` alone."""
    if effective.name is None or instruction.form == "exec":
        return None
    end = effective.name.span.end
    if scope.os_family in ("debian", "ubuntu", "redhat"):
        return fix(Edit(Span(end, end), " --progress=dot:giga"), safe=True)
    return fix(Edit(Span(end, end), " -q"), safe=False, variant="quiet")


RULE = InstructionRule(
    "wget-progress-shown",
    find,
    aliases=(Alias("hadolint", "DL3047"),),
    severity="information",
    default=False,
    fixes="safe",
    instructions=frozenset({"RUN"}),
)
