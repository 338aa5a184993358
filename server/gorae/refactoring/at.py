"""What may be rewritten at a place: each module that knows a form is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.breakage import breaks
from gorae.refactoring import arguments, copies, forms, heredocs, images, lists, mounts, runs, stages
from gorae.refactoring.model import Refactoring, Selection
from gorae.source.providers import ask_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gorae.context import BuildContext
    from gorae.source import Span
    from gorae.source.providers import OnError
    from gorae.stages import Build
    from gorae.syntax import Document

# In the order in which they are shown.
_OFFERS: tuple[Callable[[Selection], Iterable[Refactoring]], ...] = (
    runs.offers, lists.offers, heredocs.offers, mounts.offers, copies.offers, forms.offers, arguments.offers, images.offers,
    stages.offers,
)  # fmt: skip


def refactorings_at(
    document: Document,
    build: Build,
    span: Span,
    context: BuildContext | None = None,
    on_error: OnError | None = None,
) -> list[Refactoring]:
    """What may be done with the instructions that the span touches; nothing where they stand in several stages.

    What would leave a new error is not offered. `on_error` gets each module that fails: its forms are missing then.
    Without it the error is raised.
    """
    touched = tuple(node for node in document.nodes if node.start <= span.end and span.start <= node.span.end)
    if not touched or any(node.instruction.issues for node in touched):
        return []
    stage = build.stage_of(touched[0])
    if stage is None:
        of_header = arguments.of_header(document, build, touched) if len(touched) == 1 else ()
        return [one for one in of_header if not breaks(document, one.edits)]
    if build.stage_of(touched[-1]) is not stage:
        return []
    selection = Selection(document, build, stage, span, touched, context)
    offered = [one for offer in _OFFERS for one in ask_all(offer, selection, on_error=on_error)]
    return [one for one in offered if not breaks(document, one.edits)]
