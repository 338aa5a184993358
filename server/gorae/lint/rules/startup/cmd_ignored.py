"""CMD behind an ENTRYPOINT in shell form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.entrypoint import is_broken_array
from gorae.facts.scripts import plain_words, script
from gorae.lint.fixes.string_array import array_edit
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import LINES, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """Report the CMD of a stage whose ENTRYPOINT is in shell form."""
    for stage in build.stages:
        entrypoint, command = stage.last("ENTRYPOINT"), stage.last("CMD")
        if entrypoint is None or command is None:
            continue
        if entrypoint.instruction.form != "shell" or not entrypoint.instruction.arguments_text.strip():
            continue
        if is_broken_array(entrypoint.instruction):
            continue  # mended, it takes the CMD
        line = build.document.line_number(entrypoint)
        yield found(command.span, _exec(stage, entrypoint, command), _removed(build, stage), line=line)


def _exec(stage: Stage, entrypoint: Node, command: Node) -> Fix | None:
    """ENTRYPOINT in exec form, so that the words of CMD, which must be in exec form too, become its arguments."""
    if command.instruction.form != "exec":
        return None
    edit = array_edit(entrypoint, plain_words(script(entrypoint.instruction, stage.scope_of(entrypoint))))
    return fix(edit, safe=False) if edit is not None else None


def _removed(build: Build, stage: Stage) -> Fix:
    """All CMD of the stage go: behind the last one another would be ignored."""
    edits = [Edit(build.document.lines_of(node), "") for node in stage.instructions("CMD")]
    return fix(edits, safe=False, variant="remove")


RULE = FileRule("cmd-ignored", find, fixes="unsafe", tag="unnecessary", reads={"CMD": (), "ENTRYPOINT": (), LINES: ()})
