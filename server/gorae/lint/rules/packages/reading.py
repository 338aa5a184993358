"""What the rules on package managers share: the calls of an instruction, its mounts, and where an option goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.script import script
from gorae.shell import Compound
from gorae.shell.packages import calls
from gorae.source import Edit, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from gorae.shell import Command, Script
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


def with_option(instruction: Instruction, call: Call, option: str) -> Edit:
    """The edit that adds an option right behind the subcommand; a string of its own in the exec form."""
    end = call.subcommand.span.end if call.subcommand else call.program.span.end
    return inserted(instruction, end, option)


def inserted(instruction: Instruction, at: int, word: str) -> Edit:
    """The edit that puts a word behind the one that ends at the offset."""
    return Edit(Span(at, at), f', "{word}"' if _form(instruction) == "exec" else f" {word}")


def replaced(instruction: Instruction, span: Span, word: str) -> Edit:
    """The edit that puts another word in a word's place."""
    return Edit(span, f'"{word}"' if _form(instruction) == "exec" else word)


def taken_out(instruction: Instruction, span: Span) -> Edit:
    """The edit that takes a word out, with the blanks (and in the exec form the comma) before it."""
    start = span.start
    blanks = " \t,\n" if _form(instruction) == "exec" else " \t"
    while instruction.text[start - 1] in blanks:
        start -= 1
    return Edit(Span(start, span.end), "")


def _form(instruction: Instruction) -> str:
    return (instruction.trigger or instruction).form


def without_command(instruction: Instruction, scope: Scope, command: Command) -> Edit | None:
    """The edit that takes a command of the outermost list out, with the operator behind it.

    None where the command is the last, is piped or judged (`||`, `!`, `&`), or a comment stands behind it.
    """
    read = script(instruction, scope)
    if not command.is_top_level or command.element is None or command.negated or command.pipeline_length > 1:
        return None
    for element, after in zip(read.chain, read.chain[1:], strict=False):
        if element is not command.element:
            continue
        before = element.operator.text if element.operator else None
        if (
            after.operator is None
            or after.operator.text not in {"&&", ";", "\n"}
            or before not in {None, "&&", ";", "\n"}
        ):
            return None
        if before is not None and before != after.operator.text:
            return None
        span = Span(element.span.start, after.span.start)
        return None if "#" in instruction.slice(span) else Edit(span, "")
    return None


def cut(instruction: Instruction, scope: Scope, command: Command) -> Edit | None:
    """The edit that takes a command of the outermost list out, the last one too; None where it is the only one.

    As `without_command`, it leaves what is piped, judged or commented alone.
    """
    chain = script(instruction, scope).chain
    at = next((number for number, element in enumerate(chain) if element is command.element), 0)
    whole = without_command(instruction, scope, command) if at + 1 < len(chain) else _last(instruction, scope, command)
    if whole is None or at == 0:
        return whole
    # The operator before it goes with it: the lines keep their breaks.
    span = Span(chain[at - 1].span.end, chain[at].span.end)
    return whole if "#" in instruction.slice(span) else Edit(span, "")


def _last(instruction: Instruction, scope: Scope, command: Command) -> Edit | None:
    read = script(instruction, scope)
    last = read.chain[-1] if len(read.chain) > 1 else None
    if last is None or not command.is_top_level or command.negated or command.pipeline_length > 1:
        return None
    if read.trailing or len(last.steps) > 1 or last.background:
        return None
    if last.operator is None or last.operator.text not in {"&&", ";", "\n"}:
        return None
    span = Span(read.chain[-2].span.end, last.span.end)
    return None if "#" in instruction.slice(span) else Edit(span, "")


def trailing_removal(instruction: Instruction, scope: Scope, wanted: re.Pattern[str]) -> Edit | None:
    """The edit that takes the last command out where it removes just what the pattern finds, with its operator."""
    read = script(instruction, scope)
    if len(read.chain) < 2:
        return None
    before, last = read.chain[-2:]
    command = last.steps[0]
    if isinstance(command, Compound) or len(last.steps) > 1 or command.effective.program != "rm":
        return None
    operands = command.effective.operands()
    if (
        last.operator is None
        or last.operator.text not in {"&&", ";"}
        or not all(wanted.search(one.value) for one in operands)
    ):
        return None
    span = Span(before.span.end, last.span.end)
    return None if "#" in instruction.slice(span) else Edit(span, "")
