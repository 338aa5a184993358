"""A long chain of commands in one RUN, which a heredoc shows better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import goes_on_in_single_quotes, script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Script
    from gorae.stages import Build
    from gorae.syntax import Node

_FEWEST = 3
_END = "EOF"


def find(build: Build) -> Iterator[Finding]:
    """Report the first operator of each chain of three commands or more."""
    for stage in build.stages:
        for node in stage.instructions("RUN"):
            read = script(node.instruction, stage.scope_of(node))
            if node.instruction.form != "shell" or node.instruction.heredocs or len(read.chain) < _FEWEST:
                continue
            operators = [element.operator for element in read.chain[1:]]
            if all(operator is not None and operator.text == "&&" for operator in operators) and operators[0]:
                change = _heredoc(build, node, read)
                yield found(node.to_document(operators[0].span), change, count=len(read.chain))


def _heredoc(build: Build, node: Node, read: Script) -> Fix | None:
    """The same commands a line each, under `set -e`, which ends the RUN at the first that fails as `&&` does.

    None where a command's failure would count otherwise: before `!`, `&` or in a compound command.
    """
    instruction = node.instruction
    if not read.complete or read.errors or read.comments or instruction.comments or read.compounds or read.trailing:
        return None
    if any(element.negated or element.background for element in read.chain):
        return None
    newline = build.document.newline
    if newline != "\n":
        return None  # each line of the script would end in a carriage return
    lines = ["set -e"]
    for element in read.chain:
        text = instruction.slice(element.span)
        # A continuation is read by the builder before, by the shell now: it knows the backslash alone.
        if instruction.escape != "\\" or text.strip() == _END or instruction.blank_lines:
            return None
        if goes_on_in_single_quotes(text):
            return None
        lines.append(text)
    body = newline.join(lines)
    start = instruction.arguments.start
    end = len(instruction.text)
    written = f"<<{_END}{newline}{body}{newline}{_END}"
    return fix(Edit(node.to_document(Span(start, end)), written), safe=False)


RULE = FileRule(
    "run-chain-long",
    find,
    aliases=(Alias("tally", "tally/prefer-run-heredoc"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
