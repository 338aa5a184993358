"""Where a script gives names a value itself, and which part of it sees that value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.shell.state import ASSIGNED_IN_ARITHMETIC, SETTERS, assigned_names
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.shell.nodes import Command, Compound
    from gorae.shell.script import Script


class Assigned(NamedTuple):
    """A name that a script gives a value itself, and the part of the script that sees that value."""

    name: str
    sees: Span

    def holds(self, offset: int) -> bool:
        """Whether a use at the offset sees the script's own value."""
        return self.sees.start <= offset < self.sees.end


def assignments(script: Script) -> tuple[Assigned, ...]:
    """Where a script gives names a value, each with the text behind it up to the end of its subshell.

    Branches and loops count as if they were run once. A value for one command (`A=1 make`) is none for the script.
    """
    size = len(script.body)
    found: list[Assigned] = []
    for command in script.commands:
        if command.kind == "simple" and command.assignments and command.name_text not in SETTERS:
            continue
        end = _shell_end(command, size)
        found += [Assigned(name, Span(command.span.end, end)) for name in assigned_names(command)]
    for compound in script.compounds:
        if compound.name and compound.kind in {"for", "select"}:
            begin = compound.words[-1].span.end if compound.words else compound.span.start
            found.append(Assigned(compound.name, Span(begin, _shell_end(compound, size))))
    for word in script.other_words:
        if word.text.startswith("((") or "=" in word.text:
            names = ASSIGNED_IN_ARITHMETIC.finditer(word.text)
            found += [Assigned(match.group(1), Span(word.span.end, size)) for match in names]
    found += [Assigned(use.name, Span(use.span.end, size)) for use in script.variables if use.assigns]
    return tuple(found)


def _shell_end(step: Command | Compound, size: int) -> int:
    """Where the shell ends that the step runs in: its subshell, its part of a pipeline, the script."""
    here: Command | Compound | None = step
    while here is not None:
        if here.element is not None and len(here.element.steps) > 1:
            return here.span.end
        scope = here.scope
        if scope.isolates:
            return scope.span.end
        here = scope.host
    return size
