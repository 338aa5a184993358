"""Puts the caches of package managers into mounts, which no layer holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.caches import CACHE_FOLDERS
from gorae.facts.packages import APT_LISTS
from gorae.rewrites.edit_command import taken_out, trailing_removal
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.shell.packages import Call
    from gorae.stages import Scope
    from gorae.syntax import Node

_KEEPS_NO_ARCHIVES = "rm -f /etc/apt/apt.conf.d/docker-clean"  # Debian's images delete packages after each install
_INDENT = "    "


def cache_mounts(node: Node, scope: Scope, missing: Sequence[Call]) -> list[Edit] | None:
    """The edits (of the document) that add the mounts and take out what would leave them empty.

    None where the home folder is not known.
    """
    instruction = node.instruction
    caches = list(dict.fromkeys(CACHE_FOLDERS[call.manager] for call in missing))
    home = "/root" if scope.user in {None, "root", "0", "root:root", "0:0"} else None
    if instruction.name != "RUN" or (
        home is None and any(path.startswith("~") for one in caches for path in one.folders)
    ):
        return None
    targets = [(path.replace("~", home or ""), cache.options) for cache in caches for path in cache.folders]
    mounts = [f"--mount=type=cache,target={path}{options}" for path, options in targets]
    glue = " " if instruction.heredocs or instruction.form == "exec" else f" {scope.escape}{scope.newline}{_INDENT}"
    start = instruction.arguments.start
    text = "".join(mount + glue for mount in mounts)
    edits = []
    if any(call.manager in APT for call in missing) and instruction.form == "shell" and not instruction.heredocs:
        text += f"{_KEEPS_NO_ARCHIVES}{glue}&& "
        removal = trailing_removal(instruction, scope, APT_LISTS)
        edits += [removal] if removal else []
    edits.append(Edit(Span(start, start), text))
    for call in missing:
        edits += [
            taken_out(instruction, word.span)
            for word in call.args
            if word.value in CACHE_FOLDERS[call.manager].switched_off_by
        ]
    return [edit.shift(node.start) for edit in edits]
