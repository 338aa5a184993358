"""PowerShell that goes on after an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Instruction, Node

_SET = "$ErrorActionPreference = 'Stop';"
_PREFERENCE = re.compile(
    r"ErrorActionPreference|-ErrorAction\s+Stop|-EA\s+(?:0|1|Stop)|trap\s*\{|throw\b", re.IGNORECASE
)
_CALL = re.compile(
    r"\s*(?P<program>(?:powershell|pwsh)(?:\.exe)?)\s+(?P<options>(?:-\w+\s+)*?)-c(?:ommand)?\s+", re.IGNORECASE
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\{[^{}]*\}|\([^()]*\)|#[^\n]*")
# cmdlets whose errors do not end a script; a program's exit code is no error to PowerShell at all
_CMDLET = re.compile(
    r"\b(?:Invoke|New|Remove|Copy|Move|Expand|Install|Set|Add|Start|Get|Import|Rename|Out|iwr|Enable)-?\w*",
    re.IGNORECASE,
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report SHELL, or `powershell` itself, where a RUN has several commands and nothing sets Stop."""
    reported: set[int] = set()
    for node in stage.instructions("RUN"):
        scope = stage.scope_of(node)
        text = node.instruction.arguments_text
        if node.instruction.form == "exec" or node.instruction.heredocs or _PREFERENCE.search(text):
            continue
        call = _CALL.match(text)
        if scope.dialect == "powershell" and not _PREFERENCE.search(" ".join(scope.shell)):
            shell = _shell(stage, node)
            if _is_several(text) and shell is not None and shell.index not in reported:
                reported.add(shell.index)
                yield _of_shell(shell)
        elif scope.dialect != "powershell" and call and _is_several(text[call.end() :].strip().strip('"')):
            yield _of_call(node, call)


def _is_several(text: str) -> bool:
    """Whether a command that may fail has another one behind it."""
    plain = text
    while (shorter := _QUOTED.sub(" ", plain)) != plain:
        plain = shorter
    first, separator, rest = plain.partition(";")
    while separator and not _CMDLET.search(first):
        first, separator, rest = rest.partition(";")
    return bool(separator and rest.strip())


def _shell(stage: Stage, node: Node) -> Node | None:
    """The SHELL in force, where it stands in the stage itself."""
    return next((one for one in reversed(stage.instructions("SHELL")) if one.index < node.index), None)


def _of_shell(node: Node) -> Finding:
    words = node.instruction.words
    span = node.to_document(words[0].span | words[-1].span) if words else node.keyword
    last = words[-1] if words else None
    repair = None
    if last is not None and last.value.lower() in ("-command", "-c"):
        end = node.to_document(last.span).end
        repair = fix(Edit(Span(end, end), f", \"{_SET} $ProgressPreference = 'SilentlyContinue';\""), safe=False)
    return found(span, repair)


def _of_call(node: Node, call: re.Match[str]) -> Finding:
    instruction = node.instruction
    span = _program(instruction, call["program"])
    offset = instruction.text.find(call[0].strip(), span.start)
    if offset < 0:
        return found(node.to_document(span))
    end = offset + len(call[0].strip())
    rest = instruction.text[end:].lstrip()
    start = node.start + len(instruction.text) - len(rest) + rest.startswith('"')
    return found(node.to_document(span), fix(Edit(Span(start, start), f"{_SET} "), safe=False))


def _program(instruction: Instruction, name: str) -> Span:
    start = instruction.text.find(name, instruction.arguments.start)
    return Span(start, start + len(name)) if start >= 0 else instruction.keyword


RULE = StageRule(
    "powershell-error-preference",
    find,
    aliases=(Alias("tally", "tally/powershell/error-action-preference"),),
    fixes="unsafe",
)
