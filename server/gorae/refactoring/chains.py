"""A RUN's body as the links of a chain of `&&`, where each is one plain command or pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.shell import Command

if TYPE_CHECKING:
    from gorae.shell import Script
    from gorae.source import Span
    from gorae.stages import Scope
    from gorae.syntax import Instruction

# What they run is not seen, and inside of a chain `set -e` is not in force for it.
_OPAQUE = frozenset((".", "source", "eval", "exec", "set", "trap", "return", "exit"))
# They change the shell that the links behind them share.
CHANGES_SHELL = frozenset((
    "cd", "pushd", "popd", "export", "unset", "alias", "umask", "ulimit", "read", "readonly", "local", "shift", "declare",
    "typeset", "let", "shopt", "hash", "enable", "unalias", "getopts", "mapfile", "readarray",
))  # fmt: skip


class Link(NamedTuple):
    """One link: where it stands in the instruction, and its commands."""

    span: Span
    commands: tuple[Command, ...]

    @property
    def changes_shell(self) -> bool:
        """Whether links behind it could see what it did to the shell itself."""
        return any(
            one.kind in ("declaration", "unset", "assignment") or one.program in CHANGES_SHELL for one in self.commands
        )


def links(instruction: Instruction, scope: Scope) -> list[Link] | None:
    """The links of a shell-form RUN; None where it is no such chain."""
    if instruction.name != "RUN" or instruction.form != "shell" or instruction.heredocs:
        return None
    if not scope.has_bourne_shell:
        return None
    return plain_links(script(instruction, scope), "&&")


def plain_links(parsed: Script, operator: str, skip: int = 0) -> list[Link] | None:
    """The links behind the first `skip` ones of a script whose list has only this operator.

    None where one is a compound, or not to be seen through.
    """
    if not parsed.complete or parsed.errors or parsed.compounds or parsed.trailing or not parsed.chain:
        return None
    found = []
    for element in parsed.chain[skip:]:
        if element.negated or element.background:
            return None
        if element.operator is not None and element.operator.text != operator:
            return None
        commands = tuple(step for step in element.steps if isinstance(step, Command))
        if any(command.program in _OPAQUE or command.effective.program in _OPAQUE for command in commands):
            return None
        if any(one.heredoc is not None for command in commands for one in command.redirections):
            return None
        found.append(Link(element.span, commands))
    inner = [one for one in parsed.commands if one.scope.parent is not None]
    return None if any(one.program in ("exit", "return") for one in inner) else found
