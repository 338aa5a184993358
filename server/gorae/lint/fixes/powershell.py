"""PowerShell's preferences, set where its scripts begin: in SHELL, or in the text that `powershell -Command` is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.stages import Stage
    from gorae.syntax import Node

_CALL = re.compile(
    r"\s*(?P<program>@?(?:powershell|pwsh)(?:\.exe)?)\s+(?P<options>(?:-\w+\s+)*?)-c(?:ommand)?\s+", re.IGNORECASE
)


class PowerShellCall(NamedTuple):
    """`powershell -Command …` of another shell's RUN: its words, where the script begins (both of the document), the script."""

    program: Span
    start: int
    script: str


def shell_above(stage: Stage, node: Node) -> Node | None:
    """The SHELL in force at an instruction, where it stands in the stage itself."""
    return next((one for one in reversed(stage.instructions("SHELL")) if one.index < node.index), None)


def words_of_shell(shell: Node) -> Span:
    """Where the words of a SHELL stand, in the document; its keyword where it has none."""
    words = shell.instruction.words
    return shell.to_document(words[0].span | words[-1].span) if words else shell.keyword


def set_in_shell(shell: Node, script: str) -> Fix | None:
    """Adds a script that runs before every RUN's; None where `-Command` is not the last word."""
    words = shell.instruction.words
    if not words or words[-1].value.lower() not in ("-command", "-c"):
        return None
    end = shell.to_document(words[-1].span).end
    return fix(Edit(Span(end, end), f', "{script}"'), safe=False)


def call_of(node: Node) -> PowerShellCall | None:
    """The call that the RUN begins with; None where it begins with another."""
    instruction = node.instruction
    match = _CALL.match(instruction.arguments_text)
    if match is None:
        return None
    name = instruction.text.find(match["program"], instruction.arguments.start)
    if name < 0:
        return None
    program = Span(name, name + len(match["program"]))
    words = instruction.text.find(match[0].strip(), program.start)
    script = instruction.arguments_text[match.end() :].strip().strip('"')
    if words < 0:
        return PowerShellCall(node.to_document(program), -1, script)
    rest = instruction.text[words + len(match[0].strip()) :].lstrip()
    start = node.start + len(instruction.text) - len(rest) + rest.startswith('"')
    return PowerShellCall(node.to_document(program), start, script)


def set_in_call(call: PowerShellCall, script: str) -> Fix | None:
    """Begins the call's script with another; None where its place is not known."""
    return fix(Edit(Span(call.start, call.start), f"{script} "), safe=False) if call.start >= 0 else None
