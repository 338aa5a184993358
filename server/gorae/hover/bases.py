"""Hovers of FROM's words: the image or stage it is based on, AS, the stage's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.hover import stages
from gorae.hover.cursor import Hover
from gorae.reference.cards import card, code, page_card
from gorae.reference.phrases import say
from gorae.stages import evaluate

if TYPE_CHECKING:
    from gorae.hover.cursor import Cursor
    from gorae.images import ImageReference
    from gorae.stages import Stage


def hover(cursor: Cursor) -> Hover | None:
    """The hover of a word behind FROM."""
    instruction = cursor.instruction
    if instruction.name != "FROM":
        return None
    stage = cursor.stage
    words = instruction.words
    number = next((number for number, word in enumerate(words) if word.span.holds(cursor.offset)), None)
    if stage is None or number is None:
        return None
    span = words[number].span
    if number == 0:
        return Hover(span, _base(cursor, stage))
    if number == 1 and words[1].text.upper() == "AS":
        return Hover(span, card("AS", [say("as", cursor.language)], cursor.language, ("concepts/multi-stage",)))
    return Hover(span, f"{stages.about(cursor, stage)}")


def _by_default(cursor: Cursor) -> ImageReference | None:
    """The image where no build argument is given: of `base:${TAG:-1.2}` with an `ARG TAG` that has no value."""
    from gorae.images import parse_reference

    uses = cursor.instruction.words[0].variables
    known = {name: value.value for name, value in cursor.build.environment_at(cursor.node).items()}
    given = {name: value for name, value in known.items() if value is not None}
    if not all(use.name in given or use.modifier in (":-", "-") for use in uses):
        return None
    return parse_reference(evaluate(cursor.instruction.words[0], given, cursor.document.escape) or "")


def _base(cursor: Cursor, stage: Stage) -> str:
    from gorae.hover.images import about

    language = cursor.language
    if stage.parent is not None:
        return stages.about(cursor, stage.parent)
    if stage.is_scratch:
        return page_card("images", "scratch", language) or ""
    if stage.reference is not None:
        return about(stage.reference, language)
    usual = _by_default(cursor)
    if usual is not None and not stage.image:
        title, _, rest = about(usual, language).partition("\n\n")
        return f"{title}\n\n{say('image-by-default', language)}\n\n{rest}"
    written = stage.image_span.of(cursor.document.text.value)
    return card(code(written), [say("image-malformed" if stage.image else "image-unknown", language)], language)
