"""Puts the caches of package managers into mounts, which no layer holds."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gorae.facts.caches import CACHE_FOLDERS
from gorae.facts.packages import calls_of, is_set
from gorae.facts.scripts import script
from gorae.facts.users import works_as_root
from gorae.rewrites.edit_command import cut, taken_out
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.shell.packages import Call
    from gorae.stages import Scope, Stage
    from gorae.syntax import Instruction, Node

_KEEPS_NO_ARCHIVES = "rm -f /etc/apt/apt.conf.d/docker-clean"  # Debian's images delete packages after each install
_INDENT = "    "
_HOMES = ("~", "$HOME", "${HOME}")


def cache_mounts(stage: Stage, node: Node, missing: Sequence[Call]) -> list[Edit] | None:
    """The edits (of the document) that add the mounts and take out what would leave them empty.

    None where the home folder is not known, where a variable or an option keeps the cache elsewhere, and where the RUN
    empties the cache in a place from which it cannot be cut.
    """
    instruction, scope = node.instruction, stage.scope_of(node)
    caches = list(dict.fromkeys(CACHE_FOLDERS[call.manager] for call in missing))
    home = "/root" if works_as_root(stage, node) is not False else None
    if instruction.name != "RUN" or (
        home is None and any(path.startswith("~") for one in caches for path in one.folders)
    ):
        return None
    if any(_is_elsewhere(stage, node, call) for call in missing):
        return None
    targets = [(path.replace("~", home or ""), cache.options) for cache in caches for path in cache.folders]
    edits = _without_emptying(instruction, scope, missing, [path for path, _ in targets])
    if edits is None:
        return None
    has_apt = any(call.manager in APT for call in missing) and instruction.form == "shell" and not instruction.heredocs
    edits.append(_mounts(instruction, scope, targets, first=_KEEPS_NO_ARCHIVES if has_apt else ""))
    for call in missing:
        edits += [
            taken_out(instruction, word.span)
            for word in call.args
            if word.value in CACHE_FOLDERS[call.manager].switched_off_by
        ]
    return [edit.shift(node.start) for edit in edits]


def cache_mount(stage: Stage, node: Node, folder: str) -> Edit | None:
    """The edit (of the document) that adds a mount for a folder that only root writes to; None where another user runs."""
    instruction = node.instruction
    if instruction.name != "RUN" or works_as_root(stage, node) is False:
        return None
    return _mounts(instruction, stage.scope_of(node), [(folder, "")]).shift(node.start)


def _mounts(instruction: Instruction, scope: Scope, targets: Sequence[tuple[str, str]], first: str = "") -> Edit:
    """The edit (of the instruction) that adds mounts, a line each: the folder, and the mount's further options.

    `first`: a command that goes before those of the RUN.
    """
    glue = " " if instruction.heredocs or instruction.form == "exec" else f" {scope.escape}{scope.newline}{_INDENT}"
    text = "".join(f"--mount=type=cache,target={folder}{options}{glue}" for folder, options in targets)
    start = instruction.arguments.start
    return Edit(Span(start, start), text + (f"{first}{glue}&& " if first else ""))


def _is_elsewhere(stage: Stage, node: Node, call: Call) -> bool:
    """Whether a variable or an option keeps the cache in another folder, or in none."""
    cache = CACHE_FOLDERS[call.manager]
    return call.has_flag(*cache.moved_by_options) or any(is_set(stage, node, [call], one) for one in cache.moved_by)


def _without_emptying(
    instruction: Instruction, scope: Scope, missing: Sequence[Call], targets: list[str]
) -> list[Edit] | None:
    """The edits that take out what empties the mounted folders, or would take away the folder that is mounted, which
    ends the build; None where that cannot be taken out alone."""
    edits: list[Edit] = []
    managers = {call.manager for call in missing}
    cleaning = [
        call.command
        for call in calls_of(instruction, scope)
        if call.action == "clean"
        and (call.manager in managers or (call.manager in APT and not managers.isdisjoint(APT)))
    ]
    for command in script(instruction, scope).commands:
        operands = command.effective.operands()
        held = [word for word in operands if _lies_in(word.value, targets)]
        above = any(_lies_in(path, [_plain(word.value)]) for word in operands for path in targets if word not in held)
        if command in cleaning:
            edit = cut(instruction, scope, command)
        elif command.effective.program == "find" and held:
            return None
        elif command.effective.program not in ("rm", "rmdir") or not (held or above):
            continue
        elif above:
            return None
        elif len(held) < len(operands):
            edits += [taken_out(instruction, word.span) for word in held]
            continue
        else:
            edit = cut(instruction, scope, command)
        if edit is None:
            return None
        edits.append(edit)
    spans = sorted(edit.span for edit in edits)
    meet = any(first.end > second.start for first, second in itertools.pairwise(spans))
    return None if meet else edits


def _plain(path: str) -> str:
    """The folder that a word names: a home folder by its path, without `/*` at the end."""
    home = next((one for one in _HOMES if path == one or path.startswith(f"{one}/")), None)
    return (path if home is None else f"/root{path[len(home) :]}").rstrip("*").rstrip("/")


def _lies_in(path: str, folders: Sequence[str]) -> bool:
    plain = _plain(path)
    return any(folder and (plain == folder or plain.startswith(f"{folder}/")) for folder in folders)
