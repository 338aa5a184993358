"""ONBUILD of an instruction that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.author_label import author_label
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span
from gorae.syntax import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_FORBIDDEN = frozenset(("ONBUILD", "FROM", "MAINTAINER"))


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report triggers that ONBUILD may not have, on their keyword."""
    trigger = instruction.trigger
    if trigger is not None and trigger.name in _FORBIDDEN:
        yield found(trigger.keyword, _repaired(trigger), name=trigger.name)


def _repaired(trigger: Instruction) -> Fix | None:
    """A label for MAINTAINER, one ONBUILD for two; None for FROM, which nothing replaces."""
    if trigger.name == "MAINTAINER":
        label = None if trigger.comments else author_label(trigger)
        return fix(Edit(Span(trigger.keyword.start, trigger.arguments.end), label), safe=False) if label else None
    inner = trigger.arguments_text.lstrip().partition(" ")[0]
    if trigger.name == "FROM" or inner.upper() not in INSTRUCTIONS or inner.upper() in _FORBIDDEN:
        return None
    start = trigger.arguments.start + len(trigger.arguments_text) - len(trigger.arguments_text.lstrip())
    return fix(Edit(Span(trigger.keyword.start, start), ""), safe=False, variant="twice")


RULE = InstructionRule(
    "onbuild-trigger-forbidden",
    find,
    aliases=(Alias("hadolint", "DL3043"),),
    severity="error",
    fixes="unsafe",
    instructions=frozenset({"ONBUILD"}),
    supersedes=frozenset({"syntax-error"}),
)
