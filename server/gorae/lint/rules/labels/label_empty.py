"""A label that the configuration lists has no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.options import LABEL_SCHEMA
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope, inputs: Inputs) -> Iterator[Finding]:
    """Report labels of the configuration that have no value, on the pair."""
    names = {name for name, _ in inputs.option(LABEL_SCHEMA)}
    for pair in instruction.pairs:
        if pair.key.value in names and (pair.value is None or not pair.value.value):
            yield found(pair.span, name=pair.key.value)


RULE = InstructionRule(
    "label-empty",
    find_with=find,
    options=(LABEL_SCHEMA,),
    aliases=(Alias("hadolint", "DL3051"),),
    instructions=frozenset({"LABEL"}),
)
