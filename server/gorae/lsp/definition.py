"""`textDocument/definition` and `textDocument/declaration`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae import navigation
from gorae.lsp import around_features
from gorae.lsp.incoming import uri_of
from gorae.lsp.places import location, offset_at, place_of
from gorae.lsp.rows import range_json

if TYPE_CHECKING:
    from gorae.lsp.places import Place
    from gorae.lsp.session import Json, Session


def definition(session: Session, params: Json) -> list[Json] | Json | None:
    """Where a name has its value from; the file that a word names; where another file gives a base."""
    beside = session.around.get(uri_of(params))
    if beside is not None:
        return around_features.definition(session, beside, offset_at(session, beside.text, params, "position"))
    place = place_of(session, params)
    if place is None:
        return None
    span = navigation.definition(place.build, place.offset)
    if span is not None:
        return location(session, place.document.uri, place.text, span)
    return _in_other_files(session, place)


def declaration(session: Session, params: Json) -> list[Json] | Json | None:
    """Where a name is said first."""
    place = place_of(session, params)
    if place is None:
        return None
    span = navigation.declaration(place.build, place.offset)
    if span is not None:
        return location(session, place.document.uri, place.text, span)
    return _in_other_files(session, place)


def _in_other_files(session: Session, place: Place) -> list[Json] | None:
    context = place.document.context
    if context is None:
        return None
    node = place.document.document.node_at(place.offset)
    if node is None:
        return None
    stage = place.build.stage_of(node)
    if stage is not None and stage.image_span.holds(place.offset):
        base = navigation.given_base(stage, context)
        return None if base is None else [location(session, base.file.as_uri(), base.text, base.span)]
    found = navigation.files_at(place.build, context, place.offset)
    start = {"line": 0, "character": 0}
    if session.client.can.definition_links:
        return [
            {
                "originSelectionRange": range_json(place.text, one.span, session.client.encoding),
                "targetUri": one.file.as_uri(),
                "targetRange": {"start": start, "end": start},
                "targetSelectionRange": {"start": start, "end": start},
            }
            for one in found
        ] or None
    return [{"uri": one.file.as_uri(), "range": {"start": start, "end": start}} for one in found] or None
