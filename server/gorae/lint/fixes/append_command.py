"""Adds a command at the end of a RUN's script, in the way in which the script is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.caches import Cache, caches_kept
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.shell import Command
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.caches import CacheKept
    from gorae.stages import Scope, Stage
    from gorae.syntax import Instruction, Node

# After these the last command's outcome, or where it runs, is no longer the script's own.
_LEAVES = frozenset(("exec", "exit", "return", "trap"))
_INDENT = "    "


def appended(node: Node, scope: Scope, after: Command, command: str) -> Edit | None:
    """The edit, in the document, that runs the command last; None where it would not run whenever `after` did.

    That one must stand in the outermost list. Every command after it must be joined to it by `&&`, `;` or a newline,
    so that a failing one still ends the build as before.
    """
    instruction = node.instruction
    read = script(instruction, scope)
    if instruction.form != "shell" or not read.complete or read.errors or not read.chain or instruction.heredocs:
        return None
    if not after.is_top_level or after.background or read.trailing is not None:
        return None
    for element in read.chain:
        operator = element.operator.text if element.operator else None
        if element.background or operator not in {None, "&&", ";"}:
            return None
        if any(isinstance(step, Command) and step.program in _LEAVES for step in element.steps):
            return None
    last = read.chain[-1]
    end = last.span.end
    tail = instruction.text[end:]
    if tail.strip() or "#" in tail:
        return None
    text = _joined(instruction, end, [element.operator.text for element in read.chain if element.operator], command)
    return Edit(Span(end, end), text).shift(node.start)


def cleaned(kept: CacheKept) -> Fix | None:
    """The fix that empties a cache at the end of the RUN that fills it."""
    edit = appended(kept.node, kept.scope, kept.last.command, kept.clean)
    return fix(edit, safe=True, clean=kept.clean) if edit is not None else None


def uncleaned(stage: Stage, cache: Cache) -> Iterator[Finding]:
    """The first call of each RUN that leaves the cache in a layer of the image, with the command that cleans it."""
    for kept in caches_kept(stage, cache):
        span = kept.node.to_document(kept.first.head)
        yield found(span, cleaned(kept), manager=kept.last.manager, clean=kept.clean)


def _joined(instruction: Instruction, end: int, operators: list[str], command: str) -> str:
    text = instruction.text[:end]
    newline = "\r\n" if "\r\n" in text else "\n"
    # A script of `;` lines goes on with `;`: in `a; b && c` a failing b would be judged with c.
    sign = ";" if operators and operators[-1] == ";" else "&&"
    if "\n" not in text:
        return f"; {command}" if sign == ";" else f" && {command}"
    lines = [line.rstrip("\r") for line in text.split("\n")]
    escape = instruction.escape
    if sign == ";":
        indent = _indent([line for line in lines[1:] if line.strip() and not line.lstrip().startswith("#")])
        return f"; {escape}{newline}{indent}{command}"
    leading = [line for line in lines[1:] if line.lstrip().startswith("&& ")]
    if leading:
        offset = leading[-1]
        indent = offset[: len(offset) - len(offset.lstrip())]
        return f" {escape}{newline}{indent}&& {command}"
    trailing = [
        index for index, line in enumerate(lines[:-1]) if re.search(r"&&[ \t]*" + re.escape(escape) + r"[ \t]*$", line)
    ]
    if trailing:
        after = lines[trailing[-1] + 1]
        indent = after[: len(after) - len(after.lstrip())] or _INDENT
        return f" && {escape}{newline}{indent}{command}"
    indent = _indent([line for line in lines[1:] if line.strip() and not line.lstrip().startswith("#")]) or _INDENT
    return f" {escape}{newline}{indent}&& {command}"


def _indent(lines: list[str]) -> str:
    return min((line[: len(line) - len(line.lstrip())] for line in lines), key=len, default=_INDENT)
