"""Call hierarchy (who is built from whom, who takes files from whom) and type hierarchy (who is based on whom)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae import navigation
from gorae.lsp.incoming import member
from gorae.lsp.places import place_of
from gorae.lsp.rows import range_json
from gorae.stages import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gorae.lsp.documents import OpenDocument
    from gorae.lsp.session import Json, Session
    from gorae.navigation import Relation
    from gorae.stages import Build, Stage

_CLASS = 5  # LSP 3.17, `SymbolKind`


def prepare(session: Session, params: Json) -> list[Json] | None:
    """The stage under the cursor, or around it."""
    place = place_of(session, params)
    stage = navigation.stage_around(place.build, place.offset) if place is not None else None
    return None if place is None or stage is None else [_item(session, place.document, stage)]


def incoming_calls(session: Session, params: Json) -> list[Json] | None:
    """The stages that are based on the item's or take files from it."""
    found = _again(session, params)
    if found is None:
        return None
    document, made, stage = found
    return _calls(session, document, navigation.used_by(made, stage), "from")


def outgoing_calls(session: Session, params: Json) -> list[Json] | None:
    """The stages that the item's is based on or takes files from."""
    found = _again(session, params)
    if found is None:
        return None
    document, made, stage = found
    return _calls(session, document, navigation.uses_of(made, stage), "to")


def supertypes(session: Session, params: Json) -> list[Json] | None:
    """The stage that the item's is based on."""
    found = _again(session, params)
    return None if found is None else [_item(session, found[0], one) for one in navigation.parents(found[2])]


def subtypes(session: Session, params: Json) -> list[Json] | None:
    """The stages that are based on the item's."""
    found = _again(session, params)
    return None if found is None else [_item(session, found[0], one) for one in navigation.children(*found[1:])]


def _item(session: Session, document: OpenDocument, stage: Stage) -> Json:
    selection = stage.name_span or stage.from_instruction.keyword
    return {
        "name": stage.name or f"#{stage.index}",
        "kind": _CLASS,
        "detail": f"FROM {stage.image}" if stage.image else "",
        "uri": document.uri,
        "range": range_json(document.text, stage.span, session.client.encoding),
        "selectionRange": range_json(document.text, selection, session.client.encoding),
        "data": {"stage": stage.index},
    }


def _again(session: Session, params: Json) -> tuple[OpenDocument, Build, Stage] | None:
    """The stage that an item was made of; None where the text has fewer stages now."""
    document = session.documents.get(member(params, "item.uri", str))
    if document is None:
        return None
    made = build(document.document)
    index = member(params, "item.data.stage", int)
    return (document, made, made.stages[index]) if 0 <= index < len(made.stages) else None


def _calls(session: Session, document: OpenDocument, relations: Iterable[Relation], side: str) -> list[Json]:
    return [
        {
            side: _item(session, document, relation.stage),
            "fromRanges": [range_json(document.text, span, session.client.encoding) for span in relation.spans],
        }
        for relation in relations
    ]
