"""A distribution upgrade inside of an image: the base image's tag no longer says what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.rewrites.edit_command import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_MANAGERS = frozenset(("zypper",))
_UPGRADES = frozenset(("dist-upgrade",))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Calls that upgrade the whole distribution."""
    for call in calls_of(instruction, scope):
        if call.manager in _MANAGERS and call.action in _UPGRADES and call.subcommand is not None:
            edit = cut(instruction, scope, call.command)
            name = f"{call.manager} {call.subcommand.value}"
            yield found(call.head, fix(edit, safe=False) if edit else None, command=name)


RULE = InstructionRule("zypper-dist-upgrade", find, aliases=(Alias("hadolint", "DL3035"),), severity="warning", fixes="unsafe", instructions=frozenset({"RUN"}))  # fmt: skip
