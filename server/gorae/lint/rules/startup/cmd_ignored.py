"""CMD behind an ENTRYPOINT in shell form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gorae.facts.scripts import plain_words, script
from gorae.lint.fixes.string_array import is_broken_array
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import LINES, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Node


def find(build: Build) -> Iterator[Finding]:
    """At the CMD of a stage whose ENTRYPOINT is in shell form."""
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
    instruction = entrypoint.instruction
    if command.instruction.form != "exec" or instruction.comments or instruction.blank_lines:
        return None
    words = plain_words(script(instruction, stage.scope_of(entrypoint)))
    if words is None:
        return None
    return fix(Edit(entrypoint.to_document(instruction.arguments), json.dumps(words, ensure_ascii=False)), safe=False)


def _removed(build: Build, stage: Stage) -> Fix:
    """All CMD of the stage go: behind the last one another would be ignored."""
    edits = [Edit(build.document.lines_of(node), "") for node in stage.instructions("CMD")]
    return fix(edits, safe=False, variant="remove")


RULE = FileRule("cmd-ignored", find, fixes="unsafe", tag="unnecessary", reads={"CMD": (), "ENTRYPOINT": (), LINES: ()})
