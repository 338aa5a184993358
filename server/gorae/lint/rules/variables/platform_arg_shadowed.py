"""A default for one of the platform arguments, which takes the build's own value away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import InstructionRule
from gorae.source import Edit, Span
from gorae.stages import PLATFORM_ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the default, in a stage.

    `TARGETOS=linux` is right in almost every build, so it is reported only to those who select the rule.
    """
    if not scope.in_stage:
        return
    for pair in instruction.pairs:
        if pair.value is not None and pair.key.text in PLATFORM_ARGUMENTS and pair.value.value:
            repair = fix(Edit(Span(pair.key.span.end, pair.span.end), ""), safe=False, name=pair.key.text)
            usual = pair.key.text in ("TARGETOS", "BUILDOS") and pair.value.value == "linux"
            yield found(pair.span, repair, opt_in=usual, name=pair.key.text, value=pair.value.text)


RULE = InstructionRule("platform-arg-shadowed", find, fixes="unsafe", instructions=frozenset({"ARG"}))
