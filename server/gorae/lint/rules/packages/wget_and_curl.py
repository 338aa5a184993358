"""Two programs for one job: wget and curl in one stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Span
    from gorae.stages import Stage

_BOTH = ("wget", "curl")


def find(stage: Stage) -> Iterator[Finding]:
    """One finding for each stage, at the first use of the program that comes second."""
    first: dict[str, Span] = {}
    for node, command in commands_of(stage):
        effective = command.effective
        if effective.program in _BOTH and effective.name is not None:
            first.setdefault(effective.program, node.to_document(effective.name.span))
    if len(first) == len(_BOTH):
        before, after = first
        yield found(first[after], before=before, after=after)


RULE = StageRule("wget-and-curl", find, aliases=(Alias("hadolint", "DL4001"), Alias("trivy", "DS-0014")), severity="information", default=False)  # fmt: skip
