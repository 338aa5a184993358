"""What a stage installs and removes: the calls of package managers, mounts on their caches, what is set before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.shell.packages import calls

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from gorae.shell import Script
    from gorae.shell.packages import Call
    from gorae.stages import Scope, Stage
    from gorae.syntax import Instruction, Node

_REMOVERS = frozenset(("rm", "find", "rmdir", "unlink"))


def calls_of(instruction: Instruction, scope: Scope) -> tuple[Call, ...]:
    """The calls of package managers in a RUN (or one behind ONBUILD); remembered with the instruction."""
    key = ("package calls", scope.dialect)
    known = instruction.memo.get(key)
    if known is None:
        run = (instruction.trigger or instruction).name == "RUN"
        known = instruction.memo[key] = calls(script(instruction, scope)) if run else ()
    return known  # type: ignore[return-value]  # the memo holds objects of any kind


def runs(stage: Stage) -> Iterator[tuple[Node, Scope, tuple[Call, ...]]]:
    """The stage's own RUN instructions that call a package manager."""
    for node in stage.instructions("RUN"):
        scope = stage.scope_of(node)
        found = calls_of(node.instruction, scope)
        if found:
            yield node, scope, found


def mounted(instruction: Instruction, *folders: str) -> bool:
    """Whether a cache, tmpfs or bind mount lies on one of the folders, above it or in it; `~` is any home."""
    run = instruction.trigger or instruction
    for flag in run.flags_named("mount"):
        kind = flag.option("type")
        if kind is None or kind.value not in {"cache", "tmpfs"}:
            continue
        target = flag.option("target", "dst", "destination")
        path = (target.value or "").strip("\"'").rstrip("/") if target else ""
        if any(_meet(path, folder) for folder in folders):
            return True
    return False


def _meet(path: str, folder: str) -> bool:
    if folder.startswith("~"):
        tail = folder[1:]
        return tail in path or any(path.endswith(tail[:at]) for at in range(2, len(tail)) if tail[at] == "/")
    return path == folder or path.startswith(folder + "/") or (path != "" and folder.startswith(path + "/"))


def removes(read: Script, after: int, wanted: re.Pattern[str]) -> bool:
    """Whether a command that begins at or after the offset removes what the pattern finds among its words."""
    for command in read.commands:
        effective = command.effective
        if command.span.start < after or effective.program not in _REMOVERS:
            continue
        folder = _folder_before(read, command.span.start)
        if any(
            wanted.search(word.value) or (folder and wanted.search(f"{folder}/{word.value}")) for word in effective.args
        ):
            return True
    return False


def _folder_before(read: Script, before: int) -> str:
    folder = ""
    for command in read.commands:
        if command.span.start >= before:
            break
        if command.program == "cd" and command.args:
            folder = command.args[0].value.rstrip("/")
    return folder


def said_before(stage: Stage, node: Node, wanted: re.Pattern[str]) -> bool:
    """Whether the text of an earlier RUN, COPY or ADD of the stage, or of those it is based on, says something."""
    for one in stage.chain:
        for other in one.nodes:
            if other.index >= node.index:
                break
            if other.name in {"RUN", "COPY", "ADD", "ENV", "ARG"} and wanted.search(other.instruction.text):
                return True
    return False


def is_set(stage: Stage, node: Node, calls: Iterable[Call], *names: str) -> bool:
    """Whether one of the variables has a value at the instruction: by ENV, ARG, in its script or before its calls."""
    environment = stage.environment_at(node)
    if any(name in environment and environment[name].value != "" for name in names):
        return True
    read = script(node.instruction, stage.scope_of(node))
    if any(name in read.assigned for name in names):
        return True
    return any(one.name in names for call in calls for one in call.effective.assignments)
