"""Selected instructions to a stage of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.refactoring.model import Refactoring
from gorae.source import Edit, Span
from gorae.stages import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection

_MOVED = frozenset(("RUN", "COPY", "ADD", "WORKDIR", "ENV", "ARG"))
_SETTING = frozenset(("ENV", "ARG", "WORKDIR", "SHELL"))
_NAMES = ("builder", "build", "deps", "extracted", "stage2", "stage3", "stage4")


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For two or more instructions that work in one folder, which is what comes back."""
    moved = selection.nodes
    if len(moved) < 2 or any(node.name not in _MOVED for node in moved):
        return
    stage, document = selection.stage, selection.document
    text = document.text.value
    workdir = stage.scope_of(moved[-1]).workdir
    if workdir is None or not workdir.startswith("/") or workdir == "/" or " " in workdir:
        return
    if any(one.name == "RUN" for one in stage.nodes[1 : moved[0].index - stage.nodes[0].index]):
        return  # what they leave behind would be missing in the new stage
    if any(name.isdecimal() for node in document.nodes for name, _ in sources(node)):
        return  # stages are called by their numbers
    taken = {one.name for one in selection.build.stages}
    name = next((name for name in _NAMES if name not in taken), None)
    head = stage.from_instruction.instruction
    if name is None or not head.words:
        return
    newline = document.newline
    keyword, word = ("from", "as") if head.is_lower_case else ("FROM", "AS")
    flags = "".join(head.slice(flag.span) + " " for flag in head.flags)
    before = stage.nodes[1 : moved[0].index - stage.nodes[0].index]
    setting = [node.instruction.text for node in before if node.name in _SETTING or node.name in ("COPY", "ADD")]
    body = text[selection.line_of(moved[0]) : moved[-1].span.end]
    fresh = newline.join([f"{keyword} {flags}{head.words[0].text} {word} {name}", *setting, body, "", ""])
    copy = "copy" if keyword == "from" else "COPY"
    kept = [node.instruction.text for node in moved if node.name in ("ENV", "ARG", "WORKDIR")]
    back = newline.join([*kept, f"{copy} --from={name} {workdir} {workdir}"])
    start = selection.line_of(stage.from_instruction)
    edits = (
        Edit(Span(start, start), fresh),
        Edit(Span(selection.line_of(moved[0]), moved[-1].span.end), back),
    )
    yield Refactoring("extract-stage", "extract", edits, False, (("count", len(moved)), ("name", name)))
