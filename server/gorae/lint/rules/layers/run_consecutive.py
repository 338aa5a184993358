"""RUN instructions in a row each make a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.fixes.join_runs import merge, rows
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node

_LONG = 4  # commands
_SMALL = ("set", "cd", "echo", "printf", "true", ":", "exit")


def find(stage: Stage) -> Iterator[Finding]:
    """Rows of RUN in the stages whose layers reach the image; those of a builder are thrown away.

    Not where each of the row is long: who wrote them apart wants the cache to keep the one while the other changes.
    """
    for row in rows(stage) if stage.reaches_image else ():
        if stage.scope_of(row[0]).dialect == "powershell":
            continue  # Windows PowerShell has no `&&`, and goes on after a failure
        if all(_is_long(stage, node) for node in row):
            continue
        span = Span(row[0].keyword.start, row[-1].span.end)
        yield found(span, merge(stage, row), count=len(row))


def _is_long(stage: Stage, node: Node) -> bool:
    commands = script(node.instruction, stage.scope_of(node)).commands
    return sum(command.kind == "simple" and command.program not in _SMALL for command in commands) >= _LONG


RULE = StageRule("run-consecutive", find, aliases=(Alias("hadolint", "DL3059"),), severity="information", fixes="safe")
