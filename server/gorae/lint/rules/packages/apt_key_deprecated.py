"""apt-key trusts a key for every repository; Debian 13 no longer has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_ADDS = frozenset(("add", "adv"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Calls of `apt-key` that bring in a key."""
    for command in script(instruction, scope).commands:
        effective = command.effective
        if effective.program == "apt-key" and effective.name is not None:
            verb = next((word for word in effective.args if word.value in _ADDS), None)
            if verb is not None:
                yield found(effective.name.span | verb.span)


RULE = InstructionRule("apt-key-deprecated", find, severity="warning", instructions=frozenset({"RUN"}))
