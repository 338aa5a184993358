"""Leaves a command out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.rewrites.edit_command import cut
from gorae.source import Edit

if TYPE_CHECKING:
    from gorae.shell import Command
    from gorae.stages import Stage
    from gorae.syntax import Node


def command_left_out(stage: Stage, node: Node, command: Command) -> Edit | None:
    """The edit, in the document, that takes a command out, with its RUN where that has no other and no flags.

    None where something depends on the command: a pipe, `||`, a condition.
    """
    scope = stage.scope_of(node)
    if script(node.instruction, scope).commands == (command,) and not node.instruction.flags:
        return Edit(stage.document.lines_of(node), "")
    edit = cut(node.instruction, scope, command)
    return edit.shift(node.start) if edit is not None else None
