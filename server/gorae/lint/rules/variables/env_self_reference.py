"""ENV that uses a variable which the same ENV sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node


def find(stage: Stage) -> Iterator[Finding]:
    """Report the use, unless the variable had a value before."""
    for node in stage.instructions("ENV"):
        pairs = node.instruction.pairs
        before = stage.environment_at(node)
        names = {pair.key.value for pair in pairs}
        split: Fix | None = None
        for pair in pairs:
            for use in pair.value.variables if pair.value is not None else ():
                if use.name in names and use.name != pair.key.value and use.name not in before and not use.modifier:
                    split = split or _split(stage, node)  # one for all of them
                    yield found(node.to_document(use.span), split, name=use.name)


def _split(stage: Stage, node: Node) -> Fix | None:
    """Each pair as an ENV of its own."""
    instruction = node.instruction
    if "\n" in instruction.text or any(pair.legacy for pair in instruction.pairs):
        return None
    keyword = instruction.slice(instruction.keyword)
    gaps = zip(instruction.pairs, instruction.pairs[1:], strict=False)
    newline = stage.scopes[0].newline
    edits = [
        Edit(node.to_document(Span(one.span.end, other.span.start)), f"{newline}{keyword} ") for one, other in gaps
    ]
    return fix(edits, safe=False)


RULE = StageRule("env-self-reference", find, aliases=(Alias("hadolint", "DL3044"),), severity="error", fixes="unsafe")
