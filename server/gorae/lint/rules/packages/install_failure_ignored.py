"""An install whose failure is thrown away: `|| true` behind it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Scope
    from gorae.syntax import Instruction

# They end well, and say nothing: who prints a message has thought of the failure.
_ENDS_WELL = frozenset(("true", ":"))
_INSTALLS = frozenset(("install", "ci", "clean-install", "sync"))


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the install, where the command behind its `||` is `true`."""
    if instruction.form != "shell" or "||" not in instruction.text:
        return
    ignored = {
        id(before): after for before, after in pairwise(script(instruction, scope).commands) if _hides(before, after)
    }
    for call in calls_of(instruction, scope):
        after = ignored.get(id(call.command))
        if call.action in _INSTALLS and after is not None:
            words = " ".join(word.value for word in after.words[:1]) if after.words else ""
            yield found(call.head, command=instruction.slice(call.head), behind=f"|| {words}")


def _hides(before: Command, after: Command) -> bool:
    """Whether the second command stands behind the first's `||`, and the whole ends well by it."""
    if before.operator_after != "||" or before.is_piped or after.redirections:
        return False
    return after.program in _ENDS_WELL and after.operator_after not in ("|", "|&", "&")


RULE = InstructionRule("install-failure-ignored", find, severity="warning", instructions=frozenset({"RUN"}))
