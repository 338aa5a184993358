"""What the Engine says of a file: what it refuses, and what its checks warn of."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gorae.source import Span
    from gorae.syntax import Document


class Refusal(NamedTuple):
    """What stops the build. `kind` names the sentence in a rule's page; the span is the document's."""

    kind: str
    span: Span
    index: int  # type: ignore[assignment]  # the instruction that the Engine names; tuple.index is not missed
    facts: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()  # build arguments without a value: with one given the build may go on


class Warned(NamedTuple):
    """One warning of one of the Engine's checks, at the instruction that it names."""

    check: str
    index: int  # type: ignore[assignment]  # tuple.index is not missed
    span: Span  # in the document
    name: str = ""  # the variable, where it is about one
    is_sure: bool = True  # False: the base image may set the variable


@dataclass
class Dispatch:
    """All that the Engine says of a file."""

    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    # What ONBUILD instructions of a stage here become where another stage is based on it: (trigger's index, FROM's index).
    triggered: list[tuple[int, int]] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Refusal]:
        """The refusals of these kinds."""
        return [one for one in self.refusals if one.kind in kinds]

    def stopped_by_variables(self, document: Document) -> set[int]:
        """The indices of the instructions at which a variable stops the build: their own, or one of a global ARG.

        A variable stops it without a value (`${X:?…}`), with a pattern that is none, or left open (`${`).
        """
        refused = {one.index for one in self.of("variable-required", "variable-pattern")}
        unreadable = {
            pair.key.value
            for node in takewhile(lambda node: node.name != "FROM", document.nodes)
            if node.index in refused or node.instruction.issues
            for pair in node.instruction.pairs
            if pair.value is not None and pair.value.variables
        }
        if not unreadable:
            return refused
        using = (node for node in document.nodes if any(use.name in unreadable for use in node.instruction.variables))
        return refused.union(node.index for node in using)

    def warned(self, check: str) -> list[Warned]:
        """The warnings of one check."""
        return [one for one in self.warnings if one.check == check]
