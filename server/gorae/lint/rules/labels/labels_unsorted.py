"""The keys of a LABEL stand in no order."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_OCI = "org.opencontainers.image."
# By purpose: what it is, where it is from, who made it, which release, which base.
_BY_PURPOSE = (
    "title", "description", "source", "url", "documentation", "authors", "vendor", "licenses", "version", "revision",
    "created", "ref.name", "base.name", "base.digest",
)  # fmt: skip


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """Report the first pair that is out of order; both alphabetical order and order by purpose are accepted."""
    pairs = instruction.pairs
    keys = [pair.key.value for pair in pairs]
    if len(set(keys)) != len(keys) or any(pair.legacy or not pair.key.is_static for pair in pairs):
        return
    if keys == sorted(keys) or _is_by_purpose(keys):
        return
    after = sorted(pairs, key=lambda pair: pair.key.value)
    first = next(pair for before, pair in itertools.pairwise(pairs) if pair.key.value < before.key.value)
    edits = [
        Edit(old.span, instruction.slice(new.span)) for old, new in zip(pairs, after, strict=True) if old is not new
    ]
    yield found(first.span, None if instruction.comments else fix(edits, safe=True), key=first.key.value)


def _is_by_purpose(keys: Sequence[str]) -> bool:
    ranks = [
        _BY_PURPOSE.index(name) if key.startswith(_OCI) and name in _BY_PURPOSE else len(_BY_PURPOSE)
        for key, name in ((key, key.removeprefix(_OCI)) for key in keys)
    ]
    return ranks[0] < len(_BY_PURPOSE) and ranks == sorted(ranks)


RULE = InstructionRule(
    "labels-unsorted",
    find,
    aliases=(Alias("tally", "tally/labels/prefer-stable-order"),),
    severity="hint",
    default=False,
    fixes="safe",
    instructions=frozenset({"LABEL"}),
)
