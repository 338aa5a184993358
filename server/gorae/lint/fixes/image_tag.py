"""Edits of the tag in a FROM."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gorae.facts.packages import names_own_archive, pins_system_packages
from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.stages import Build, Stage


def with_tag(build: Build, stage: Stage, tag: str, variant: str = "") -> Fix | None:
    """The fix that gives the stage's image this tag; None where a variable stands in its name.

    The tag may bring another system, so the fix is tried out before it is offered.
    """
    reference = stage.reference
    if reference is None or stage.image_span.of(build.document.text.value) != reference.text:
        return None
    start = stage.image_span.start
    if reference.tag_span is None:
        offset = start + reference.repository_span.end
        edit = Edit(Span(offset, offset), f":{tag}")
    else:
        edit = Edit(reference.tag_span.shift(start), tag)
    return with_moved_base(fix(edit, safe=False, variant=variant, tag=tag))


def with_newer_tag(build: Build, stage: Stage, tag: str) -> Fix | None:
    """The same for a newer version; None where a RUN below relies on the system that there is.

    A newer one has other versions than those that are pinned, and its lists are others than those that a RUN edits.
    """
    based = [one for one in build.stages if one.root is stage]  # a stage with an image of its own stands on no other
    if any(pins_system_packages(one) or names_own_archive(one) for one in based):
        return None
    return with_tag(build, stage, tag)


def with_moved_base(repair: Fix) -> Fix:
    """A fix that puts a stage on another system."""
    return replace(repair, moves_base=True)
