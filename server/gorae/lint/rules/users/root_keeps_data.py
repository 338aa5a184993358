"""The program runs as root and keeps data in volumes or data folders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.given_up_root import final_root_user
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.source import Span
    from gorae.stages import Build, Stage

_DATA = re.compile(r"/(?:data|srv)(?:/|$)|/var/(?:lib|log|cache|run|spool)/(?!apt|dpkg|apk|cache|yum|dnf)\w")


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the first volume, else the first data folder, of an image that starts as root."""
    end = final_root_user(build, inputs.context)
    if end is None:
        return
    for span, folder in [*_volumes(end.stage), *_folders(end.stage)]:
        yield found(span, folder=folder)
        return


def _volumes(stage: Stage) -> Iterator[tuple[Span, str]]:
    for one in stage.chain:
        for node in one.instructions("VOLUME"):
            for word in node.instruction.words:
                yield node.to_document(word.span), word.value


def _folders(stage: Stage) -> Iterator[tuple[Span, str]]:
    for node in stage.nodes:
        instruction = node.instruction
        if node.name in {"WORKDIR", "COPY", "ADD"} and instruction.words:
            word = instruction.words[-1]
            if _DATA.match(word.value):
                yield node.to_document(word.span), word.value
        elif node.name == "RUN":
            for command in script(instruction, stage.scope_of(node)).commands:
                if command.effective.program == "mkdir":
                    for operand in command.effective.operands({"-m", "--mode"}):
                        if _DATA.match(operand.value):
                            yield node.to_document(operand.span), operand.value


RULE = FileRule(
    "root-keeps-data",
    find_with=find,
    aliases=(Alias("tally", "tally/stateful-root-runtime"),),
    severity="information",
    default=False,
    shipped_only=True,
)
