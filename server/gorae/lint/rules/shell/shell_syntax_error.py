"""A RUN that no shell can read: a quote, `$(` or a compound command that nothing closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule
from gorae.shell.unfinished import unfinished
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report what the shell command of a RUN opens and never closes, on the words that open it."""
    if instruction.form != "shell" or instruction.heredocs:
        return
    read = script(instruction, scope)
    if not read.complete or not read.errors:
        return  # the grammar of bash reads it: two opinions are asked for
    hole = unfinished(read.masked)
    if hole is not None:
        span = Span(hole.start, hole.start + len(hole.opener))
        yield found(span, variant="quote" if hole.opener in "'\"`" else "", opener=hole.opener, closer=hole.closer)


RULE = InstructionRule(
    "shell-syntax-error", find, severity="error", instructions=frozenset({"RUN"}), supersedes=frozenset({"shellcheck"})
)
