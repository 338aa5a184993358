"""Labels: their keys and values, and the kinds of values that a schema asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.label_kinds import is_licence_expression, is_valid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build, Stage
    from gorae.syntax import Instruction, Node, Pair, Word


def labels(stage: Stage) -> Iterator[tuple[Node, Pair, str]]:
    """The stage's own labels in order, each with its key; not where a variable is in the key."""
    for node in stage.instructions("LABEL"):
        for pair in node.instruction.pairs:
            if pair.value is not None and pair.key.is_static:
                yield node, pair, pair.key.value


def labels_of_image(build: Build) -> Iterator[tuple[Stage, Node, Pair, str]]:
    """The labels that the image built in the end has: those of the last stage and of the stages it is based on."""
    for stage in build.last.chain if build.last else ():
        for node, pair, key in labels(stage):
            yield stage, node, pair, key


def of_other_kind(
    instruction: Instruction, schema: tuple[tuple[str, str], ...], kind: str
) -> Iterator[tuple[str, Word]]:
    """The keys and values of a LABEL that the schema wants to be of the kind, and are not.

    `schema` has rows of a key and its kind. Empty values and those that hold variables are not judged.
    """
    names = {name for name, wanted in schema if wanted == kind}
    for pair in instruction.pairs if names else ():
        value = pair.value
        if pair.key.value not in names or value is None or not value.value or not value.is_static:
            continue
        if not (is_licence_expression(value.value) if kind == "spdx" else is_valid(kind, value.value)):
            yield pair.key.value, value
