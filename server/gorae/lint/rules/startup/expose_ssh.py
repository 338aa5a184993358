"""SSH in a container."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report EXPOSE of port 22, on the port."""
    for word in instruction.words:
        if word.value.partition("/")[0] == "22":
            yield found(word.span)


RULE = InstructionRule(
    "expose-ssh",
    find,
    aliases=(Alias("trivy", "DS-0004"), Alias("checkov", "CKV_DOCKER_1")),
    severity="information",
    default=False,
    instructions=frozenset({"EXPOSE"}),
)
