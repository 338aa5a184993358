"""Paths in the image: where one leads from the working directory that is in force."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from gorae.images import surroundings
from gorae.source.derived import derived

if TYPE_CHECKING:
    from gorae.stages import Stage
    from gorae.syntax import Node


def absolute(stage: Stage, node: Node | None, path: str | None) -> str | None:
    """A path of the image as it is at an instruction of the stage, or at its end; None where it or the folder that it
    starts from is not known.
    """
    if path is None or "\\" in path or (len(path) > 1 and path[1] == ":"):
        return None
    if not path.startswith("/"):
        scope = stage.scope_of(node) if node is not None else stage.final_state
        folder = scope.workdir or _workdir_below_root(stage, node)
        if folder is None or not folder.startswith("/"):
            return None
        path = posixpath.join(folder, path)
    return posixpath.normpath("/" + path.lstrip("/"))


def in_shell(stage: Stage, node: Node, path: str) -> str | None:
    """A path that a command of a RUN names, from the image's root; None where a variable, a home or the folder hides it."""
    return None if "$" in path or path.startswith("~") else absolute(stage, node, path)


def starts_at_root(stage: Stage) -> bool:
    """Whether the WORKDIR of the stage's external base is known to be `/`."""
    root = stage.root
    if root.os_family == "windows":
        return False
    known = surroundings(root.reference.familiar) if root.reference is not None else None
    return root.is_scratch or (known is not None and not known.has_workdir)


def _workdir_below_root(stage: Stage, node: Node | None) -> str | None:
    """The folder in force where all WORKDIRs above are relative to a base's known `/`."""
    if not starts_at_root(stage):
        return None
    own, *below = stage.chain
    above = bisect_left(_workdirs(own), node.index, key=itemgetter(0)) if node is not None else len(_workdirs(own))
    parts = [_workdirs(one)[-1][1] for one in reversed(below) if _workdirs(one)]
    parts += [_workdirs(own)[above - 1][1]] if above else []
    return None if None in parts else posixpath.join("/", *(part for part in parts if part is not None))


@derived
def _workdirs(stage: Stage) -> list[tuple[int, str | None]]:
    """The index of each WORKDIR of the stage, and where it and those above it lead to; None where one is not known."""
    found: list[tuple[int, str | None]] = []
    folder: str | None = ""
    for node in stage.instructions("WORKDIR"):
        path = stage.evaluate(node, node.instruction.words[0]) if node.instruction.words else None
        folder = posixpath.join(folder, path) if folder is not None and path is not None else None
        found.append((node.index, folder))
    return found
