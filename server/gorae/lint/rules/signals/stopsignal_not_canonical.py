"""STOPSIGNAL gives a number, or leaves `SIG` out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.signals import signal_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a signal that is not written as SIGNAME, on the signal."""
    known = signal_of(instruction, scope)
    if known is not None and known[0].text != known[1]:
        word, name = known
        yield found(word.span, fix(Edit(word.span, name), safe=True), signal=word.text, name=name)


RULE = InstructionRule(
    "stopsignal-not-canonical",
    find,
    aliases=(Alias("tally", "tally/prefer-canonical-stopsignal"),),
    severity="hint",
    default=False,
    fixes="safe",
    instructions=frozenset({"STOPSIGNAL"}),
)
