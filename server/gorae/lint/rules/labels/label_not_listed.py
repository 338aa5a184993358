"""A label that a strict configuration does not list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.options import LABEL_SCHEMA, STRICT_LABELS
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit
from gorae.source.near_words import near_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_NEAR = 0.8  # a slip of one or two letters, or other capitals


def find(instruction: Instruction, _: Scope, inputs: Inputs) -> Iterator[Finding]:
    """Report the key; only with `strict-labels`."""
    names = {name for name, _ in inputs.option(LABEL_SCHEMA)}
    for pair in instruction.pairs if inputs.option(STRICT_LABELS) else ():
        if pair.key.value in names:
            continue
        missing = names - {other.key.value for other in instruction.pairs}
        close = near_words(pair.key.value, sorted(missing), cutoff=_NEAR)
        fixes = [fix(Edit(pair.key.span, name), safe=False, right=name) for name in close if pair.key.is_static]
        yield found(pair.key.span, *fixes, name=pair.key.value)


RULE = InstructionRule(
    "label-not-listed",
    find_with=find,
    options=(
        LABEL_SCHEMA,
        STRICT_LABELS,
    ),
    aliases=(Alias("hadolint", "DL3050"),),
    severity="information",
    fixes="unsafe",
    instructions=frozenset({"LABEL"}),
)
