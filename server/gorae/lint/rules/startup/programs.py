"""Which program a container starts, and a line above the instruction that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.stages import Build, Stage
    from gorae.syntax import Node


class Started(NamedTuple):
    """The CMD or ENTRYPOINT that names the program, the program's word in the document, and what it is given."""

    node: Node
    program: str  # without its folder
    span: Span
    arguments: tuple[str, ...]


def started(stage: Stage) -> Started | None:
    """The program: ENTRYPOINT's, else CMD's, of the stage itself; None where a script or a shell line decides."""
    node = stage.last("ENTRYPOINT") or stage.last("CMD")
    if node is None:
        return None
    commands = script(node.instruction, stage.scope_of(node)).commands
    if len(commands) != 1 or commands[0].kind != "simple":
        return None
    effective = commands[0].effective
    if effective.name is None:
        return None
    given = [word.value for word in effective.args]
    command = stage.last("CMD")
    if node.name == "ENTRYPOINT" and command is not None and command.instruction.form == "exec":
        given += [word.value for word in command.instruction.words]
    return Started(node, effective.program, node.to_document(effective.name.span), tuple(given))


def in_image(stage: Stage, name: str) -> bool:
    """Whether the image sets a variable to something: by ENV, since an ARG is gone when the container runs."""
    value = stage.final_environment.get(name)
    return value is not None and value.origin in ("env", "base") and value.value != ""


def line_above(build: Build, node: Node, line: str) -> Edit:
    """The edit that writes a line above an instruction, indented as it is and with the keyword in its letter case."""
    text = build.document.text.value
    start = text.rfind("\n", 0, node.start) + 1
    if node.instruction.slice(node.instruction.keyword).islower():
        keyword, blank, rest = line.partition(" ")
        line = keyword.lower() + blank + rest
    return Edit(Span(start, start), f"{text[start : node.start]}{line}{build.document.newline}")
