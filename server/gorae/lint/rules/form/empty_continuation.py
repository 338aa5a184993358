"""Blank lines inside of a continued instruction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """One finding for each instruction, at its first blank line; the fix takes all of them out."""
    nodes = build.document.nodes
    for node in (*(node for node in nodes[:-1] if node.instruction.blank_lines), *nodes[-1:]):
        if lines := build.document.blank_lines(node):
            yield found(lines[0], fix([Edit(line, "") for line in lines], safe=True), count=len(lines))


RULE = FileRule("empty-continuation", find, aliases=(Alias("buildkit", "NoEmptyContinuation"),), fixes="safe")
