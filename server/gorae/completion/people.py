"""Users that may be named: those of the base image, and those that the stage makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.images import provided_user

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.stages import Scope
    from gorae.syntax import Node

_MAKERS = frozenset(("useradd", "adduser"))


def users(place: Place) -> list[str]:
    """The users that are known in the stage, those that it makes itself first, root last."""
    stage = place.stage
    found: list[str] = []
    for one in stage.chain if stage is not None else ():
        for node in one.instructions("RUN"):
            if node.index < place.index or one is not stage:
                found += _made(one.scope_of(node), node)
    if stage is not None and stage.root.reference is not None:
        brought = provided_user(stage.root.reference)
        found += [brought] if brought else []
    return list(dict.fromkeys([*found, "nobody", "root"]))


def made(place: Place) -> dict[str, int]:
    """The users that the stage makes above the place, with the line, from 1."""
    stage = place.stage
    return {
        name: place.document.line_number(node)
        for one in (stage.chain if stage is not None else ())
        for node in one.instructions("RUN")
        if node.index < place.index or one is not stage
        for name in _made(one.scope_of(node), node)
    }


def _made(scope: Scope, node: Node) -> list[str]:
    names = []
    for command in script(node.instruction, scope).commands:
        effective = command.effective
        if effective.program in _MAKERS and effective.args:
            last = effective.args[-1]
            # BusyBox's `adduser USER GROUP` names the group last.
            plain = [word for word in effective.args if not word.is_option and word.static]
            name = last if last in plain else plain[-1] if plain else None
            if name is not None:
                names.append(name.value)
    return names
