"""FROM --platform that says what is the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the flag; the fix removes it and the blank after it.

    Docker also warns where an ARG above the first FROM gives the variable another value, which the flag then puts in force.
    """
    flag = instruction.flag("platform")
    if flag is None or flag.value not in ("$TARGETPLATFORM", "${TARGETPLATFORM}"):
        return
    if any(origin == "global-arg" for name, _, origin in scope.variables if name == "TARGETPLATFORM"):
        yield found(flag.span, variant="replaced")
        return
    end = flag.span.end
    while end < len(instruction.text) and instruction.text[end] in " \t":
        end += 1
    yield found(flag.span, fix(Edit(Span(flag.span.start, end), ""), safe=True))


RULE = InstructionRule(
    "from-platform-redundant",
    find,
    aliases=(Alias("buildkit", "RedundantTargetPlatform"), Alias("hadolint", "DL3065")),
    severity="hint",
    fixes="safe",
    instructions=frozenset({"FROM"}),
)
