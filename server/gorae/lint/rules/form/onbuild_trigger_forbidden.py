"""ONBUILD of an instruction that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_FORBIDDEN = frozenset(("ONBUILD", "FROM", "MAINTAINER"))


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """At the keyword behind ONBUILD."""
    trigger = instruction.trigger
    if trigger is not None and trigger.name in _FORBIDDEN:
        yield found(trigger.keyword, name=trigger.name)


RULE = Rule(
    "onbuild-trigger-forbidden",
    find,
    "instruction",
    aliases=("DL3043",),
    severity="error",
    keywords=frozenset({"ONBUILD"}),
)
