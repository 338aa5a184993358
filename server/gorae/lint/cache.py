"""What was found in one open document the last time, so that a keystroke runs only the rules that it must.

It holds one entry for each stage and instruction of the text as it is now, and nothing of the texts before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Found
    from gorae.lint.parts import Part
    from gorae.stages import Scope
    from gorae.syntax import Document, Instruction

# An instruction and what is in force there: all that an InstructionRule sees.
InstructionKey = tuple["Instruction", "Scope"]


class StageFindings(NamedTuple):
    """What was found in a stage; true for as long as the key and the line stay the same."""

    key: tuple[object, ...]
    line: int | None  # the one that the stage began on, where what was found names lines
    found: tuple[Found, ...]  # spans are relative to the stage's start
    by_instruction: dict[InstructionKey, tuple[Found, ...]]  # spans are relative to the instruction


class StageInContext(NamedTuple):
    """What was found of a stage in the files of the build context."""

    stage: StageFindings  # of the same text
    context: BuildContext
    found: FileFindings


class FileFindings(NamedTuple):
    """What one rule on the whole file found, by the parts of the file: what stands above the first FROM, each stage."""

    by_part: dict[int, tuple[Found, ...]]  # by the part's number; spans are relative to its start
    across: tuple[Found, ...]  # what is about several parts; spans are offsets in the document


class FindingsCache:
    """The findings of one document's stages. `chosen_by` is what they depend on beside the text."""

    __slots__ = (
        "chosen_by",
        "context",
        "document",
        "file",
        "header",
        "in_context",
        "onbuild",
        "other_callers",
        "parts",
        "stages",
    )

    def __init__(self) -> None:
        self.chosen_by: object = None
        self.document: Document | None = None  # that `file` is of
        self.context: BuildContext | None = None  # likewise
        self.file: dict[str, FileFindings] = {}  # by the rule's name
        self.parts: list[Part] = []
        self.in_context: list[StageInContext] = []
        self.header: dict[InstructionKey, tuple[Found, ...]] = {}
        self.stages: list[StageFindings] = []
        self.onbuild: dict[int, FindingsCache] = {}  # of the stages that ONBUILD's triggers will run in
        self.other_callers: list[FindingsCache] = []  # with other build arguments than the first one's

    def of_callers(self, count: int) -> list[FindingsCache]:
        """What was found with the build arguments of each of so many callers, the first one's being this.

        Of callers that are no more it is forgotten: nobody would bring it up to the text.
        """
        del self.other_callers[count - 1 :]
        while len(self.other_callers) < count - 1:
            self.other_callers.append(FindingsCache())
        return [self, *self.other_callers]

    def reset(self, chosen_by: object) -> None:
        """Forgets everything if the rules or their settings are others than before."""
        if self.chosen_by != chosen_by:
            self.chosen_by = chosen_by
            self.document = None
            self.file = {}
            self.parts = []
            self.in_context = []
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
