"""A heredoc script that goes on after a command that failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script, script_heredoc
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import InstructionRule
from gorae.shell import Command
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Script
    from gorae.stages import Scope
    from gorae.syntax import Heredoc, Instruction

# They do not fail, or the script is none the worse for it.
_NEVER_FAIL = frozenset((
    ":", "alias", "declare", "echo", "exit", "export", "local", "printf", "readonly", "set", "shopt", "trap", "true", "umask",
    "unset", "wait",
))  # fmt: skip
_STOPS = re.compile(r"-[a-zA-Z]*e|errexit\Z")


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report the first command of a RUN's heredoc whose failure nobody notices, on its program."""
    heredoc = script_heredoc(instruction, instruction.heredocs)
    if heredoc is None or _stops(instruction, heredoc, scope):
        return
    read = script(instruction, scope)
    if not read.complete or read.errors:
        return
    command = _unheeded(read)
    if command is not None:
        yield found(command.words[0].span, _with_set(instruction, heredoc), command=command.program)


def _stops(instruction: Instruction, heredoc: Heredoc, scope: Scope) -> bool:
    """Whether the shell is started to end at the first failure."""
    body = instruction.text[heredoc.body.start : heredoc.body.end]
    named = instruction.arguments_text.replace(heredoc.marker.of(instruction.text), "", 1).split()
    words: Sequence[str] = body[2:].split("\n", 1)[0].split() if body.startswith("#!") else named or scope.shell
    return any(_STOPS.match(word) for word in words[1:])


def _unheeded(read: Script) -> Command | None:
    """The first command that a failure would not end the script at, with others below it."""
    for element, after in zip(read.chain, read.chain[1:], strict=False):
        command = element.steps[-1]
        if (
            isinstance(command, Command)
            and command.kind == "simple"
            and command.words
            and command.program not in _NEVER_FAIL
            and "errexit" not in read.options_at(command)
            and (element.operator is None or element.operator.text != "||")
            and after.operator is not None
            and after.operator.text not in ("&&", "||")
            and not element.negated
            and not element.background
        ):
            return command
    return None


def _with_set(instruction: Instruction, heredoc: Heredoc) -> Fix | None:
    """`set -e` above the first line, below a `#!`."""
    text, (start, end) = instruction.text, heredoc.body
    if "\r" in text[start:end]:
        return None
    if text.startswith("#!", start):
        start = text.find("\n", start, end) + 1
    first = next((line for line in text[start:end].split("\n") if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return fix(Edit(Span(start, start), f"{indent}set -e\n"), safe=False)


RULE = InstructionRule(
    "heredoc-errors-ignored", find, fixes="unsafe", instructions=frozenset({"RUN"}), report="once_per_file"
)
