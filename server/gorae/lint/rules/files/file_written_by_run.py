"""RUN writes a file that COPY could bring from a heredoc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.facts.users import user_in_force, works_as_root
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command
    from gorae.stages import Build
    from gorae.syntax import Node

_WRITERS = frozenset(("echo", "printf", "cat"))
_PLAIN = re.compile(r"[\w./@+-]+")
_BLANKS = re.compile(r"(<<-?)\s+")
_END = "EOF"


def find(build: Build) -> Iterator[Finding]:
    """Report each writing command of a RUN that does nothing else."""
    for stage in build.stages:
        for node in stage.instructions("RUN"):
            commands = script(node.instruction, stage.scope_of(node)).commands
            files = [_file(command, node) for command in commands]
            if not files or None in files or commands[0].redirections[0].operator != ">":
                continue  # what is added to a file may be there already
            change = _fix(build, node, commands[0], files[0] or "") if len(files) == 1 else None
            yield found(node.to_document(commands[0].span), change, file=files[0])


def _file(command: Command, node: Node) -> str | None:
    """The file that a command writes; None where it does something else, or reads another file."""
    outputs = [one for one in command.redirections if one.operator in {">", ">>"} and one.descriptor in {"", "1"}]
    if command.program not in _WRITERS or len(outputs) != 1 or len(command.redirections) != 1 or command.is_piped:
        return None
    target = outputs[0].target
    reads = command.program == "cat" and (len(command.words) > 1 or not node.instruction.heredocs)
    if reads or target is None or not target.static or not command.is_top_level or command.pipeline_length > 1:
        return None
    return target.value


def _above(build: Build, node: Node) -> Iterator[Node]:
    stage = build.stage_of(node)
    yield from (other for one in (stage.chain if stage else ()) for other in one.nodes if other.index < node.index)


def _fix(build: Build, node: Node, command: Command, file: str) -> Fix | None:
    instruction = node.instruction
    if instruction.flags or not _PLAIN.fullmatch(file):
        return None
    document = build.document
    if document.newline != "\n" or any(file in other.instruction.text for other in _above(build, node)):
        return None  # each line would end in a carriage return; a file that is there keeps its mode and owner
    copy = instruction.in_case("COPY")
    stage = build.stage_of(node)
    if stage is not None and works_as_root(stage, node) is False:
        copy += f" --chown={user_in_force(stage, node)}"
    if instruction.heredocs:
        heredoc = instruction.heredocs[0]
        body = instruction.slice(heredoc.body)
        if len(instruction.heredocs) > 1 or heredoc.end is None or (heredoc.expand and set(body) & set("$`\\")):
            return None
        marker = _BLANKS.sub(r"\1", instruction.slice(heredoc.marker))  # COPY's words end at a blank
        written = f"{copy} {marker} {file}{document.newline}{body}{instruction.slice(heredoc.end)}"
        return fix(Edit(node.span, written), safe=False, file=file)
    if command.program != "echo" or len(command.words) != 2 or not command.words[1].static:
        return None
    text = command.words[1].value
    if set(text) & set("\\\n") or text == _END or text.startswith("-"):
        return None
    newline = document.newline
    written = f"{copy} <<'{_END}' {file}{newline}{text}{newline}{_END}"
    return fix(Edit(node.span, written), safe=False, file=file)


RULE = FileRule(
    "file-written-by-run",
    find,
    aliases=(Alias("tally", "tally/prefer-copy-heredoc"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
