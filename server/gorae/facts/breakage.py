"""Whether a change of a Dockerfile's text leaves an error that was not there: such a change is not offered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.source.derived import derived
from gorae.stages import build
from gorae.stages.dispatch import dispatch
from gorae.syntax import reparse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.source import Edit
    from gorae.syntax import Document


def breaks(document: Document, edits: Iterable[Edit]) -> bool:
    """Whether the text after the edits has an error of a kind that it has not now, or has it once more.

    Errors are what the parser or the Engine refuses, and what no shell can read. `edits` are in code points of the
    document and do not overlap.
    """
    # One after another, the last place first; those of one place come to stand in their order.
    after = reparse(document, sorted(edits, key=lambda edit: edit.span)[::-1])
    if not _errors_of_text(after) <= _errors_of_text(document):
        return True
    # Of a file without a stage the Engine says only that: what it says once there is one was as wrong before.
    return bool(build(document).stages) and not _errors_of_build(after) <= _errors_of_build(document)


@derived
def _errors_of_text(document: Document) -> Counter[str]:
    return Counter(issue.kind for issue in document.issues())


@derived
def _errors_of_build(document: Document) -> Counter[str]:
    stages = build(document)
    found = Counter(refusal.kind for refusal in dispatch(stages).refusals)
    for stage in stages.stages:
        for node in stage.instructions("RUN"):
            found["script"] += bool(script(node.instruction, stage.scope_of(node)).errors)
    return +found
