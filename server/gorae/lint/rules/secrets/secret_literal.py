"""A secret that is written out in the Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.secrets import literals
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_CHPASSWD = "CKV2_DOCKER_17"  # of checkov: a password that `chpasswd` sets


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the secret itself; the message does not repeat it."""
    for literal in literals(instruction.text):
        if not any(comment.covers(literal.span) for comment in instruction.comments):
            is_chpasswd = literal.kind == "password" and "chpasswd" in instruction.text
            others = () if is_chpasswd else (_CHPASSWD,)
            yield found(literal.span, unmatched_aliases=others, variant=literal.kind, service=literal.service)


RULE = InstructionRule(
    "secret-literal",
    find,
    aliases=(Alias("tally", "tally/secrets-in-code"), Alias("checkov", _CHPASSWD)),
    severity="error",
)
