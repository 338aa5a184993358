"""Turns a file that is copied, used and deleted again into a mount of the RUNs that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Fix, fix
from gorae.rewrites.edit_command import without_command
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.facts.deletions import Deleted
    from gorae.stages import Stage
    from gorae.syntax import Node

# They change the file, or put it elsewhere: a mount is read-only and goes away.
_CHANGES = frozenset(("chmod", "chown", "mv", "sed", "dos2unix", "ln", "touch", "install", "cp", "truncate"))


def mount_instead(stage: Stage, deleted: Deleted, mount: str, *, unnamed: bool = False) -> Fix | None:
    """The fix that takes COPY and `rm` out, and gives the RUNs between that name the file the mount.

    With `unnamed`, where none names it, all of them: `.npmrc` and `id_rsa` are read without being named.
    """
    made = deleted.made
    copy = made.node
    if made.landing is None or copy not in stage.nodes or copy.name != "COPY" or len(copy.instruction.words) != 2:
        return None
    base = made.path.rpartition("/")[2]
    between = [one for one in stage.nodes if copy.index < one.index <= deleted.node.index]
    users = [one for one in between if one.name == "RUN" and _uses(stage, one, base, deleted)]
    if not users and unnamed:
        users = [one for one in between if one.name == "RUN" and _uses(stage, one, "", deleted)]
    if not users or any(one.name not in ("RUN", "ENV", "ARG", "LABEL", "EXPOSE") for one in between):
        return None
    removed = _removal(stage, deleted)
    cut = _whole(stage, copy)
    if removed is None or cut is None or any(_changes(stage, one, base) for one in users):
        return None
    edits = [cut, removed]
    for user in users:
        end = user.keyword.end
        edits.append(Edit(Span(end, end), f" --mount={mount}"))
    return fix(edits, safe=False, path=made.path)


def _uses(stage: Stage, node: Node, base: str, deleted: Deleted) -> bool:
    commands = script(node.instruction, stage.scope_of(node)).commands
    return any(
        base in node.instruction.slice(command.span)
        for command in commands
        if node is not deleted.node or command.effective.program != "rm"
    )


def _changes(stage: Stage, node: Node, base: str) -> bool:
    commands = script(node.instruction, stage.scope_of(node)).commands
    return node.instruction.form != "shell" or any(
        command.effective.program in _CHANGES and base in node.instruction.slice(command.span) for command in commands
    )


def _removal(stage: Stage, deleted: Deleted) -> Edit | None:
    """The edit that takes the word out, or the command, or the whole RUN where nothing else is in it."""
    node, command = deleted.node, deleted.command
    instruction, scope = node.instruction, stage.scope_of(node)
    if deleted.word.value.rstrip("/").rpartition("/")[2] != deleted.made.path.rpartition("/")[2]:
        return None  # a folder or a pattern: more than this file
    if len(command.effective.operands()) > 1:
        start = deleted.word.span.start
        while instruction.text[start - 1] in " \t":
            start -= 1
        return Edit(node.to_document(Span(start, deleted.word.span.end)), "")
    read = script(instruction, scope)
    if len(read.chain) == 1:
        return _whole(stage, node) if read.chain[0].steps[0] is command and len(read.chain[0].steps) == 1 else None
    last = read.chain[-1]
    if last is command.element:
        if last.operator is None or last.operator.text not in ("&&", ";") or len(last.steps) > 1:
            return None
        span = Span(read.chain[-2].span.end, last.span.end)
        return None if "#" in instruction.slice(span) else Edit(node.to_document(span), "")
    edit = without_command(instruction, scope, command)
    return Edit(node.to_document(edit.span), edit.text) if edit is not None else None


def _whole(stage: Stage, node: Node) -> Edit | None:
    """The edit that takes an instruction out, with its newline."""
    return None if node.instruction.comments else Edit(stage.document.lines_of(node), "")
