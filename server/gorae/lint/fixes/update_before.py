"""Updates apt's lists right before a call that installs from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.shell import Compound
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.shell.packages import Call
    from gorae.stages import Scope
    from gorae.syntax import Node


def update_before(node: Node, scope: Scope, call: Call, words: str) -> Edit | None:
    """The edit that puts `words` (`apt-get update`) before the call; None where more than a plain list of commands stands there."""
    instruction = node.instruction
    read = script(instruction, scope)
    element = call.command.element
    if instruction.form != "shell" or not call.command.is_top_level or element is None or read.errors:
        return None
    if len(element.steps) > 1 or isinstance(element.steps[0], Compound) or element.negated:
        return None
    operator = element.operator.text if element.operator else None
    offset = Span(call.command.span.start, call.command.span.start).shift(node.start)
    if instruction.heredocs:
        indent = instruction.text[: call.command.span.start].rpartition("\n")[2]
        return None if indent.strip() else Edit(offset, f"{words}{scope.newline}{indent}")
    if operator not in {None, "&&", ";"}:
        return None
    return Edit(offset, f"{words}; " if operator == ";" else f"{words} && ")
