"""A VEX document is copied into the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_ENDING = ".vex.json"  # what Docker Scout looks for in an image


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each such source, in stages whose layers reach the image."""
    if scope.reaches_image:
        for word in instruction.words[:-1]:
            if word.value.lower().endswith(_ENDING):
                yield found(word.span, file=word.value)


RULE = InstructionRule(
    "vex-in-image",
    find,
    aliases=(Alias("tally", "tally/prefer-vex-attestation"),),
    severity="information",
    instructions=frozenset({"COPY", "ADD"}),
)
