"""What may be folded: stages, instructions over several lines, here-documents, JSON arrays, comment blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.source import Text
    from gorae.stages import Build
    from gorae.syntax import Comment, Document

_REGION = re.compile(r"#\s*#?(?P<end>end)?region\b", re.IGNORECASE)


class Fold(NamedTuple):
    """Lines that may be folded: offsets of the first line's end and of the last one's."""

    start: int
    end: int
    kind: Literal["", "comment", "region"] = ""


def folds(build: Build) -> tuple[Fold, ...]:
    """All folds, those around others first."""
    document = build.document
    found = [*_stages(build), *_instructions(document), *_comments(document)]
    return tuple(sorted(set(found), key=lambda fold: (fold.start, -fold.end)))


def _stages(build: Build) -> Iterator[Fold]:
    text = build.document.text
    if len(build.stages) < 2:
        return
    for stage in build.stages:
        yield from _over(text, stage.span.start, stage.span.end, from_line_of=stage.from_instruction.span.end)


def _over(text: Text, start: int, end: int, *, from_line_of: int | None = None) -> Iterator[Fold]:
    first = text.line_of(start if from_line_of is None else from_line_of)
    last = text.line_of(end)
    if last > first:
        yield Fold(text.line_span(first).end, end)


def _instructions(document: Document) -> Iterator[Fold]:
    text = document.text
    for node in document.nodes:
        instruction = node.instruction
        if "\n" not in instruction.text:
            continue
        yield from _over(text, node.start, node.span.end)
        for heredoc in instruction.heredocs:
            if len(instruction.heredocs) > 1 or document.text.line_of(
                node.to_document(heredoc.marker).start
            ) != text.line_of(node.start):
                body = node.to_document(heredoc.body)
                end = node.to_document(heredoc.end).end if heredoc.end is not None else body.end
                if body.start and end > body.start:
                    yield from _over(text, body.start - 1, end)
        yield from _comment_blocks(document, [node.to_document(span).start for span in instruction.comments])


def _comments(document: Document) -> Iterator[Fold]:
    yield from _comment_blocks(document, [comment.span.start for comment in document.comments])
    yield from _regions(document.text, document.comments)


def _comment_blocks(document: Document, starts: list[int]) -> Iterator[Fold]:
    """Comments on lines that follow each other."""
    text = document.text
    lines = [text.line_of(start) for start in starts]
    index = 0
    while index < len(lines):
        end = index
        while end + 1 < len(lines) and lines[end + 1] == lines[end] + 1:
            end += 1
        if end > index:
            yield Fold(text.line_span(lines[index]).end, text.line_span(lines[end]).end, "comment")
        index = end + 1


def _regions(text: Text, comments: tuple[Comment, ...]) -> Iterator[Fold]:
    """`# region` to `# endregion`."""
    open_: list[Comment] = []
    for comment in comments:
        match = _REGION.match(comment.text)
        if match is None:
            continue
        if match["end"] is None:
            open_.append(comment)
        elif open_:
            start = open_.pop()
            yield Fold(text.line_span(text.line_of(start.span.start)).end, comment.span.end, "region")
