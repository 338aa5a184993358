"""Renaming a stage or build argument from a compose or bake file: its Dockerfile and all callers follow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gorae import navigation
from gorae.lsp import around, build_context
from gorae.lsp.places import edit_json
from gorae.lsp.rows import range_json
from gorae.lsp.rpc import RequestFailedError
from gorae.lsp.uris import path_of
from gorae.navigation import Refusal
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.context.callers import Word
    from gorae.facts.caller_file import Request
    from gorae.lsp.documents import OpenAround
    from gorae.lsp.session import Json, Session
    from gorae.source import Span
    from gorae.stages import Build


class _Named(NamedTuple):
    """A word of the caller, and the name in the Dockerfile that it stands for."""

    word: Word
    dockerfile: Path
    build: Build
    offset: int


def _named_at(session: Session, opened: OpenAround, offset: int) -> _Named | None:
    from gorae.lsp.around_features import caller_of

    file = caller_of(session, opened)
    for request in file.requests:
        for word, place in _names(request):
            # What variables make is not written there.
            if file.has(word) and word.span.holds(offset) and word.span.of(file.text) == word.value and request.build:
                dockerfile = Path(os.path.normpath(request.caller.dockerfile))
                return _Named(word, dockerfile, request.build, place.start)
    return None


def _names(request: Request) -> list[tuple[Word, Span]]:
    if request.build is None:
        return []
    found: list[tuple[Word, Span]] = []
    target, stage = request.caller.target_word, request.stage
    if target is not None and stage is not None and stage.name_span is not None:
        found.append((target, stage.name_span))
    for node in request.build.document.nodes:
        for pair in node.instruction.pairs if node.instruction.name == "ARG" else ():
            given = next((one.name for one in request.caller.given if one.name.value == pair.key.value), None)
            if given is not None:
                found.append((given, node.to_document(pair.key.span)))
    return found


def prepare(session: Session, opened: OpenAround, offset: int) -> Json | None:
    """The word under the cursor, where it names something of a Dockerfile."""
    named = _named_at(session, opened, offset)
    if named is None:
        return None
    return {"range": range_json(opened.text, named.word.span, session.client.encoding), "placeholder": named.word.value}


async def rename(session: Session, opened: OpenAround, offset: int, new: str) -> Json | None:
    """The edits of the Dockerfile and of all compose and bake files that name it so."""
    named = _named_at(session, opened, offset)
    if named is None:
        return None
    edits = navigation.rename(named.build, named.offset, new)
    if edits is None:
        return None
    if isinstance(edits, Refusal):
        language = around.language_of(session, opened)
        raise RequestFailedError(navigation.say(edits.key, language, **dict(edits.facts)))
    return await with_callers(session, named.dockerfile.as_uri(), named.build, named.offset, new=new, edits=edits)


async def with_callers(
    session: Session, uri: str, build: Build, offset: int, *, new: str, edits: Sequence[Edit]
) -> Json:
    """The edits of a Dockerfile, and those of all compose and bake files that name the same, as they are now."""
    text, path = build.document.text, path_of(uri)
    changes = {uri: [edit_json(session, text, edit) for edit in edits]}
    found = navigation.named_at(build, offset)
    context = await build_context.around(session, path, text.value) if path is not None else None
    for one in navigation.called_as(build, found[0], context) if found is not None else ():
        changes.setdefault(one.file.as_uri(), []).append(edit_json(session, one.text, Edit(one.span, new)))
    if not session.client.can.versioned_edits:
        return {"changes": changes}
    versions = {one.uri: one.version for one in session.documents.values()}
    versions |= {one.uri: one.version for one in session.around.values()}
    return {
        "documentChanges": [
            {"textDocument": {"uri": each, "version": versions.get(each)}, "edits": rows}
            for each, rows in changes.items()
        ]
    }
