"""Edits of the tag in a FROM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.stages import Build, Stage


def with_tag(build: Build, stage: Stage, tag: str, variant: str = "") -> Fix | None:
    """The fix that gives the stage's image this tag; None where a variable stands in its name."""
    reference = stage.reference
    if reference is None or stage.image_span.of(build.document.text.value) != reference.text:
        return None
    start = stage.image_span.start
    if reference.tag_span is None:
        at = start + reference.repository_span.end
        edit = Edit(Span(at, at), f":{tag}")
    else:
        edit = Edit(reference.tag_span.shift(start), tag)
    return fix(edit, safe=False, variant=variant, tag=tag)
