"""STOPSIGNAL names a signal that no process can catch."""

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

_UNCATCHABLE = ("SIGKILL", "SIGSTOP")
_USUAL = "SIGTERM"  # what is sent where no STOPSIGNAL is given


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report SIGKILL and SIGSTOP, which no program can catch, on the signal."""
    known = signal_of(instruction, scope)
    if known is not None and known[1] in _UNCATCHABLE:
        word, name = known
        variant = "" if name == "SIGKILL" else "stop"
        yield found(word.span, fix(Edit(word.span, _USUAL), safe=False), variant=variant, signal=word.text)


RULE = InstructionRule(
    "stopsignal-uncatchable",
    find,
    aliases=(Alias("tally", "tally/no-ungraceful-stopsignal"),),
    fixes="unsafe",
    instructions=frozenset({"STOPSIGNAL"}),
)
