"""Answers a package manager's question beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Fix, fix
from gorae.rewrites.edit_command import with_option

if TYPE_CHECKING:
    from gorae.shell.packages import Call
    from gorae.syntax import Node


def assume_yes(node: Node, call: Call) -> Fix:
    """The fix that adds `-y` behind the subcommand of a call in a RUN."""
    return fix(with_option(node.instruction, call, "-y").shift(node.start), safe=True)
