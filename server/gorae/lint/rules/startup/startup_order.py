"""What says how the container runs stands between what builds it, or in an unusual order."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.source import Edit, Span, apply_edits
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.stages import Build, Stage
    from gorae.syntax import Document, Node

_ORDER = ("STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD")


def find(build: Build) -> Iterator[Finding]:
    """Report the first such instruction that is out of order, in stages that no other stage is based on."""
    used = {index for stage in build.stages for index in stage.copies_from}
    used |= {stage.parent.index for stage in build.stages if stage.parent is not None}
    for stage in build.stages:
        if stage.index in used:
            continue
        ending = stage.instructions(*_ORDER)
        wanted = sorted(ending, key=lambda node: _ORDER.index(node.name))
        last = stage.nodes[len(stage.nodes) - len(ending) :]
        if list(last) == wanted:
            continue
        wrong = next(one for one, there in zip(wanted, last, strict=True) if one is not there)
        yield found(wrong.keyword, _fix(build, stage, wanted), instruction=wrong.name)


def _fix(build: Build, stage: Stage, wanted: Sequence[Node]) -> Fix | None:
    """Moves them, with the comments above them, to the stage's end; None where one could then mean something else."""
    text = build.document.text.value
    names = [node.name for node in wanted]
    # A shell form uses the shell in force, and STOPSIGNAL the variables.
    moves = any(node.instruction.variables for node in wanted) or stage.instructions("SHELL", "ONBUILD")
    if len(set(names)) < len(names) or moves or any(node.instruction.issues for node in wanted):
        return None
    blocks = sorted(build.document.lines_with_comments(node) for node in wanted)
    if any(one.end > other.start for one, other in itertools.pairwise(blocks)):
        return None
    end = _end(text, stage)
    if any(node.instruction.heredocs for node in stage.nodes[-1:]):
        return None
    newline = build.document.newline
    written = ""
    for node in wanted:
        block = build.document.lines_with_comments(node).of(text)
        written += block if block.endswith("\n") else block + newline
    edits = [Edit(span, "") for span in blocks if span.end < end]
    change = _moved(text, blocks, edits, end, written, newline)
    # An unfinished line above would take the moved ones in; a comment that passes another may lose what it speaks of.
    after = parse(apply_edits(text, change.edits))
    return change if _parts(after) == _parts(build.document) else None


def _parts(document: Document) -> tuple[list[str], list[str]]:
    """The instructions, in the order of their letters, and the comments as they stand."""
    comments = [(one.span.start, one.text) for one in document.comments]
    for node in document.nodes:
        inner = node.instruction.comments
        comments += [(node.start + span.start, node.instruction.slice(span)) for span in inner]
    return sorted(node.instruction.text for node in document.nodes), [text for _, text in sorted(comments)]


def _moved(text: str, blocks: Sequence[Span], edits: list[Edit], end: int, written: str, newline: str) -> Fix:
    offset = end
    tail = [span for span in blocks if span.end == end]
    for span in reversed(tail):
        offset = span.start
    for span in sorted((span for span in blocks if span.end < end), reverse=True):
        if span.end == offset:
            offset = span.start
            edits = [edit for edit in edits if edit.span != span]
    before = "" if offset == 0 or text[offset - 1] == "\n" else newline
    if end == len(text) and not text.endswith("\n"):
        written = written.removesuffix("\n").removesuffix("\r")
    return fix([*edits, Edit(Span(offset, end), f"{before}{written}")], safe=True)


def _end(text: str, stage: Stage) -> int:
    end = text.find("\n", stage.nodes[-1].span.end)
    return len(text) if end < 0 else end + 1


RULE = FileRule(
    "startup-order",
    find,
    aliases=(Alias("tally", "tally/epilogue-order"),),
    severity="hint",
    default=False,
    fixes="safe",
)
