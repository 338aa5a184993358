"""A line with `#` in a string that goes over several lines: the builder takes it for a comment and drops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import InstructionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_WRITERS = frozenset(
    ("echo", "printf")
)  # what they are given is content; in code for a shell a comment more or less is none


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each dropped line of a text that `echo` or `printf` should write."""
    if instruction.form != "shell" or not instruction.comments or not scope.has_bourne_shell:
        return
    commands = [one for one in script(instruction, scope).commands if one.effective.program in _WRITERS]
    for comment in instruction.comments:
        for command in commands:
            inside = next((word for word in command.args if word.span.start < comment.start < word.span.end), None)
            if inside is not None and inside.text[:1] in ("'", '"'):
                yield found(comment, command=command.effective.program)


RULE = InstructionRule("comment-in-string", find, instructions=frozenset({"RUN"}))
