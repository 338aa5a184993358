"""A script as a whole: its commands, and what it does to its shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.shell.nodes import Scope
from gorae.shell.state import State, state_of, switched
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.shell.nodes import Command, Compound, Element
    from gorae.shell.tokens import Holes, Operator, Word
    from gorae.shell.words import ShellVariable


class Script:
    """A body's commands. `complete` is False where it was not read: too long, or no shell that is known."""

    __slots__ = (
        "_state", "body", "commands", "comments", "complete", "compounds", "errors", "holes", "masked", "other_words",
        "top", "trailing",
    )  # fmt: skip

    def __init__(self, body: str, *, complete: bool = True) -> None:
        self.body = body
        self.masked = body
        self.holes: Holes = ()
        self.complete = complete
        self.commands: tuple[Command, ...] = ()
        self.compounds: tuple[Compound, ...] = ()
        self.comments: tuple[Span, ...] = ()
        self.errors: tuple[Span, ...] = ()
        self.other_words: tuple[Word, ...] = ()  # of arithmetic, `for`, `case`: words of no command
        self.top = Scope("top", Span(0, len(body)), None, None, always=True)
        self.trailing: Operator | None = None  # an operator that the script ends with
        self._state: State | None = None

    @property
    def chain(self) -> tuple[Element, ...]:
        """The outermost list: its pipelines in order, each with the operator before it."""
        return self.top.elements

    @property
    def state(self) -> State:
        """Variables and shell options, worked out when first asked."""
        if self._state is None:
            self._state = state_of(self.commands, self.compounds, self.other_words)
        return self._state

    def options_at(self, command: Command) -> frozenset[str]:
        """The shell's options that `set` has switched on before a command, by long name: "errexit", "pipefail" …"""
        return self.state.options[command]

    @property
    def variables(self) -> tuple[ShellVariable, ...]:
        """All variables that the shell fills in, in order of appearance."""
        return self.state.variables

    @property
    def assigned(self) -> frozenset[str]:
        """The names that the body itself gives a value, however: `x=`, read, for, export, local, getopts, printf -v."""
        return self.state.assigned

    @property
    def exported(self) -> frozenset[str]:
        """The names that the body exports."""
        return self.state.exported


def sets_pipefail(script: Script) -> bool:
    """Whether a `set` of the body switches pipefail on."""
    return any(
        command.name_text == "set" and "pipefail" in switched(tuple(word.value for word in command.args))[0]
        for command in script.commands
    )
