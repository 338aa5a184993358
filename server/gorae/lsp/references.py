"""`textDocument/references`, `textDocument/documentHighlight` and `textDocument/linkedEditingRange`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae import navigation
from gorae.lsp import build_context
from gorae.lsp.incoming import member, uri_of
from gorae.lsp.places import location, place_of
from gorae.lsp.rows import range_json
from gorae.lsp.uris import is_read_only

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.places import Place
    from gorae.lsp.session import Json, Session
    from gorae.navigation import Named

_READ, _WRITE = 2, 3
# What a name is made of: an editor that types at all places goes on as long as this matches.
_VARIABLE, _NAME = r"[A-Za-z0-9_]+", r"[A-Za-z0-9_.-]+"


def references(session: Session, params: Json) -> list[Json] | Awaitable[list[Json] | None] | None:
    """All places of a name, those in compose and bake files too."""
    place = place_of(session, params)
    found = navigation.named_at(place.build, place.offset) if place is not None else None
    if place is None or found is None:
        return None
    if place.document.context is None and place.document.folder_reading is not None:
        return _once_read(session, params, place.document)
    return _references(session, params, place, found[0])


async def _once_read(session: Session, params: Json, document: OpenDocument) -> list[Json] | None:
    """The same when the files around are known: right behind `didOpen`."""
    await build_context.settled(document)
    place = place_of(session, params)
    found = navigation.named_at(place.build, place.offset) if place is not None else None
    return _references(session, params, place, found[0]) if place is not None and found is not None else None


def _references(session: Session, params: Json, place: Place, named: Named) -> list[Json]:
    with_declarations = member(params, "context", dict).get("includeDeclaration") is not False
    mentions = navigation.references(place.build, place.offset, declarations=with_declarations)
    called = navigation.called_as(place.build, named, place.document.context)
    return [
        *(location(session, place.document.uri, place.text, mention.span) for mention in mentions),
        *(location(session, one.file.as_uri(), one.text, one.span) for one in called),
    ]


def document_highlight(session: Session, params: Json) -> list[Json] | None:
    """The places of a name in the document; those that set it are marked as writing."""
    place = place_of(session, params)
    if place is None:
        return None
    return [
        {
            "range": range_json(place.text, mention.span, session.client.encoding),
            "kind": _WRITE if mention.role == "declaration" else _READ,
        }
        for mention in navigation.references(place.build, place.offset)
    ] or None


def linked_editing_range(session: Session, params: Json) -> Json | None:
    """The places that are typed at together."""
    place = place_of(session, params) if not is_read_only(uri_of(params)) else None
    spans = navigation.linked(place.build, place.offset) if place is not None else ()
    if place is None or not spans:
        return None
    ranges = [range_json(place.text, span, session.client.encoding) for span in spans]
    found = navigation.named_at(place.build, place.offset)
    is_variable = found is not None and found[0].kind == "variable"
    return {"ranges": ranges, "wordPattern": _VARIABLE if is_variable else _NAME}
