"""What was found in one open document the last time, so that a keystroke runs only the rules that it must.

It holds one entry for each stage and instruction of the text as it is now, and nothing of the texts before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gorae.lint.diagnostic import Found
    from gorae.stages import Scope
    from gorae.syntax import Instruction

# An instruction and what is in force there: all that an InstructionRule sees.
InstructionKey = tuple["Instruction", "Scope"]


class StageFindings(NamedTuple):
    """What was found in a stage when it began at `start`; true for as long as the key stays the same."""

    key: tuple[object, ...]
    start: int
    found: tuple[Found, ...]  # spans are offsets in the document
    by_instruction: dict[InstructionKey, tuple[Found, ...]]  # spans are relative to the instruction

    def moved_to(self, start: int) -> StageFindings:
        """The same findings where the stage begins at another offset."""
        by = start - self.start
        if not by:
            return self
        moved = tuple(one._replace(finding=one.finding.shift(by)) for one in self.found)
        return self._replace(start=start, found=moved)


class FindingsCache:
    """The findings of one document's stages. `chosen_by` is what they depend on beside the text."""

    __slots__ = ("chosen_by", "header", "onbuild", "other_callers", "stages")

    def __init__(self) -> None:
        self.chosen_by: object = None
        self.header: dict[InstructionKey, tuple[Found, ...]] = {}
        self.stages: list[StageFindings] = []
        self.onbuild: dict[int, FindingsCache] = {}  # of the stages that ONBUILD's triggers will run in
        self.other_callers: list[FindingsCache] = []  # with other build arguments than the first one's

    def of_caller(self, number: int) -> FindingsCache:
        """What was found with the build arguments of the caller of that number; the first one's is this."""
        while len(self.other_callers) < number:
            self.other_callers.append(FindingsCache())
        return self.other_callers[number - 1] if number else self

    def reset(self, chosen_by: object) -> None:
        """Forgets everything if the rules or their settings are others than before."""
        if self.chosen_by != chosen_by:
            self.chosen_by = chosen_by
            self.header = {}
            self.stages = []
            self.onbuild = {}

    def instructions(self) -> dict[InstructionKey, tuple[Found, ...]]:
        """What is known of each instruction."""
        known = dict(self.header)
        for stage in self.stages:
            known.update(stage.by_instruction)
        return known

    def __len__(self) -> int:
        """How many findings' lists it holds."""
        own = len(self.header) + sum(1 + len(stage.by_instruction) for stage in self.stages)
        return own + sum(len(one) for one in (*self.onbuild.values(), *self.other_callers))
