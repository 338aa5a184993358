"""`textDocument/prepareRename` and `textDocument/rename`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae import navigation
from gorae.lsp import around_rename
from gorae.lsp.incoming import member, uri_of
from gorae.lsp.places import edit_json, offset_at, place_of
from gorae.lsp.rows import range_json
from gorae.lsp.rpc import RequestFailedError
from gorae.lsp.uris import is_read_only, path_of
from gorae.navigation import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from gorae.lsp.places import Place
    from gorae.lsp.session import Json, Session


def prepare_rename(session: Session, params: Json) -> Json | None:
    """The name under the cursor. Raises where it must keep its name, with the reason."""
    beside = session.around.get(uri_of(params))
    if beside is not None:
        return around_rename.prepare(session, beside, offset_at(session, beside.text, params, "position"))
    place = _place(session, params)
    found = navigation.renamable(place.build, place.offset) if place is not None else None
    if place is None or found is None:
        return None
    if isinstance(found, Refusal):
        raise _refused(session, place, found)
    _, mention = found
    return {
        "range": range_json(place.text, mention.span, session.client.encoding),
        "placeholder": mention.written,
    }


def rename(session: Session, params: Json) -> Json | Awaitable[Json | None] | None:
    """The edits of all places. Raises where the new name would clash, with the reason."""
    beside = session.around.get(uri_of(params))
    if beside is not None:
        offset = offset_at(session, beside.text, params, "position")
        return around_rename.rename(session, beside, offset, member(params, "newName", str))
    place = _place(session, params)
    new = member(params, "newName", str)
    edits = navigation.rename(place.build, place.offset, new) if place is not None else None
    if place is None or edits is None:
        return None
    if isinstance(edits, Refusal):
        raise _refused(session, place, edits)
    uri, version = place.document.uri, place.document.version
    if path_of(uri) is not None:
        return around_rename.with_callers(session, uri, place.build, place.offset, new=new, edits=edits)
    rows = [edit_json(session, place.text, edit) for edit in edits]
    if not session.client.can.versioned_edits:
        return {"changes": {uri: rows}}
    return {"documentChanges": [{"textDocument": {"uri": uri, "version": version}, "edits": rows}]}


def _place(session: Session, params: Json) -> Place | None:
    """The place, where something may be renamed there."""
    return None if is_read_only(uri_of(params)) else place_of(session, params)


def _refused(session: Session, place: Place, refusal: Refusal) -> RequestFailedError:
    language = session.language_of(place.document)
    return RequestFailedError(navigation.say(refusal.key, language, **dict(refusal.facts)))
