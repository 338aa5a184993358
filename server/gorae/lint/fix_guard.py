"""Fixes that are not offered, whatever rule thought of them: they would lose a comment, be swallowed by the text, or end the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.source import apply_edits
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.model import Fix
    from gorae.lint.trial import Trial
    from gorae.source import Span
    from gorae.syntax import Document


def is_applicable(document: Document, trial: Trial, fix: Fix, finding: Span) -> bool:
    """Whether a fix (its edits in the document's text) may be offered for what was found there.

    A comment that a finding stands in is what is wrong; any other is kept. One that moves a stage to another system is
    tried out.
    """
    if _is_swallowed(document, fix) or _repeats(document, fix) or _loses_comment(document, fix, finding):
        return False
    return not (fix.moves_base and trial.breaks(fix))


def _is_swallowed(document: Document, fix: Fix) -> bool:
    """Whether it writes behind an instruction that nothing ends, which would take what is written for its own.

    A fix that ends the instruction is none of those.
    """
    end = document.open_from
    if end is None or not any(edit.text and edit.span.start >= end for edit in fix.edits):
        return False
    return parse(apply_edits(document.text.value, fix.edits)).open_from is not None


def _repeats(document: Document, fix: Fix) -> bool:
    """Whether it puts lines beside the same lines: whatever they were to mend, they did not."""
    text = document.text.value
    return any(
        edit.span.start == edit.span.end
        and "\n" in edit.text
        and not edit.text.isspace()
        and (text.endswith(edit.text, 0, edit.span.start) or text.startswith(edit.text, edit.span.start))
        for edit in fix.edits
    )


def _loses_comment(document: Document, fix: Fix, finding: Span) -> bool:
    text = document.text.value
    written = None
    for edit in fix.edits:
        if text.find("#", edit.span.start, edit.span.end) < 0:
            continue
        for span in _comments(document, edit.span):
            written = written or "\n".join(one.text for one in fix.edits)
            if span.of(text).strip() not in written and not span.covers(finding):
                return True
    return False


def _comments(document: Document, within: Span) -> Iterator[Span]:
    """The comments that stand wholly within a span, those between the lines of an instruction too."""
    for comment in document.comments:
        if within.start <= comment.span.start and comment.span.end <= within.end:
            yield comment.span
    for node in document.nodes:
        if node.start < within.end and within.start < node.span.end:
            for span in node.instruction.comments:
                here = node.to_document(span)
                if within.start <= here.start and here.end <= within.end:
                    yield here
