"""A heredoc with the line endings of Windows, which a shell of Linux takes for a character of the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report a RUN's heredoc that has a carriage return, and a script that COPY or ADD writes with one, on its marker."""
    if not scope.has_bourne_shell:
        return
    for heredoc in instruction.heredocs:
        body = instruction.text[heredoc.body.start : heredoc.body.end]
        if "\r\n" in body and (instruction.name == "RUN" or body.startswith("#!")):
            yield found(heredoc.marker, name=heredoc.name)


RULE = InstructionRule("heredoc-crlf", find, instructions=frozenset({"RUN", "COPY", "ADD"}))
