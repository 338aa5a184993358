"""The protocol of a port in capital letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_PORT = re.compile(r"\d+(?:-\d+)?/(?P<protocol>[A-Za-z]+)")


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report a protocol of EXPOSE in capitals, on the protocol."""
    for word in instruction.words:
        match = _PORT.fullmatch(word.text)
        if match is None or match["protocol"].islower() or match["protocol"].lower() not in ("tcp", "udp", "sctp"):
            continue
        span = Span(word.span.start + match.start("protocol"), word.span.end)
        right = match["protocol"].lower()
        yield found(span, fix(Edit(span, right), safe=True, right=right), word=match["protocol"], right=right)


RULE = InstructionRule(
    "expose-protocol-casing",
    find,
    aliases=(Alias("buildkit", "ExposeProtoCasing"),),
    severity="hint",
    fixes="safe",
    instructions=frozenset({"EXPOSE"}),
)
