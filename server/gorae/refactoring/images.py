"""A base image's tag, made exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.images.versions import exact_tag
from gorae.refactoring.model import Refactoring
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.refactoring.model import Selection


def offers(selection: Selection) -> Iterator[Refactoring]:
    """For an official image's FROM without variables and digest."""
    if len(selection.nodes) != 1 or selection.first.name != "FROM" or not selection.first.instruction.words:
        return
    reference = selection.stage.reference
    word = selection.first.instruction.words[0]
    if reference is None or reference.official_name is None or reference.digest or word.text != reference.text:
        return
    tag = exact_tag(reference.official_name, reference.tag or "latest")
    if tag is None or tag == reference.tag:
        return
    start = selection.stage.image_span.start
    place = reference.tag_span.shift(start) if reference.tag_span else selection.stage.image_span
    edit = Edit(place, tag) if reference.tag_span else Edit(place._replace(start=place.end), f":{tag}")
    yield Refactoring("pin-tag", "rewrite", (edit,), True, (("tag", tag),))
