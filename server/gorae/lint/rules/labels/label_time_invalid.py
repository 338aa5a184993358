"""A label that should be a time is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.labels import of_other_kind
from gorae.lint.fixes.label_value import repairs
from gorae.lint.model import Finding, found
from gorae.lint.options import LABEL_SCHEMA
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope, inputs: Inputs) -> Iterator[Finding]:
    """Report a label's value that is no RFC 3339 time, on the value."""
    for name, value in of_other_kind(instruction, inputs.option(LABEL_SCHEMA), "rfc3339"):
        yield found(value.span, *repairs(value, "rfc3339"), name=name, value=value.value)


RULE = InstructionRule(
    "label-time-invalid",
    find_with=find,
    options=(LABEL_SCHEMA,),
    aliases=(Alias("hadolint", "DL3053"),),
    instructions=frozenset({"LABEL"}),
)
