"""What builders of Windows images do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.rewrites.edit_command import taken_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_OWNING = ("chown", "chmod")
_CODES = ("tally/windows/no-chown-flag", "tally/windows/no-run-mounts", "tally/windows/no-stopsignal")


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report STOPSIGNAL, `--chown` and `--chmod`, and mounts in a stage on Windows."""
    if scope.os_family != "windows":
        return
    if instruction.name == "STOPSIGNAL":
        yield found(instruction.keyword, unmatched_aliases=_others("no-stopsignal"), variant="signal")
    for flag in instruction.flags:
        if instruction.name in ("COPY", "ADD") and flag.name in _OWNING:
            yield found(
                flag.span,
                fix(taken_out(instruction, flag.span), safe=False, flag=f"--{flag.name}"),
                unmatched_aliases=_others("no-chown-flag"),
                flag=f"--{flag.name}",
            )
        elif instruction.name == "RUN" and flag.name == "mount":
            yield found(flag.name_span, unmatched_aliases=_others("no-run-mounts"), variant="mount")


def _others(name: str) -> list[str]:
    return [code for code in _CODES if not code.endswith(name)]


RULE = InstructionRule(
    "not-on-windows",
    find,
    aliases=tuple(Alias("tally", code) for code in _CODES),
    fixes="unsafe",
    instructions=frozenset({"ADD", "COPY", "RUN", "STOPSIGNAL"}),
)
