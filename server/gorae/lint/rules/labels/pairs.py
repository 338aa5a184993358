"""The pairs of LABEL: their keys, and how one is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.fixes.lines import whole_lines
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Document, Node, Pair


def labels(stage: Stage) -> Iterator[tuple[Node, Pair, str]]:
    """The stage's own labels in order, each with its key; not where a variable is in the key."""
    for node in stage.instructions("LABEL"):
        for pair in node.instruction.pairs:
            if pair.value is not None and pair.key.is_static:
                yield node, pair, pair.key.value


def of_image(build: Build) -> Iterator[tuple[Stage, Node, Pair, str]]:
    """The labels that the image built in the end has: those of the last stage and of the stages it is based on."""
    for stage in build.last.chain if build.last else ():
        for node, pair, key in labels(stage):
            yield stage, node, pair, key


def without(document: Document, node: Node, pair: Pair) -> Edit:
    """The edit that takes a pair out, the instruction with it where it has no other."""
    instruction = node.instruction
    at = instruction.pairs.index(pair)
    if len(instruction.pairs) == 1:
        return Edit(whole_lines(document, node), "")
    if at + 1 < len(instruction.pairs):
        return Edit(node.to_document(Span(pair.span.start, instruction.pairs[at + 1].span.start)), "")
    return Edit(node.to_document(Span(instruction.pairs[at - 1].span.end, pair.span.end)), "")
