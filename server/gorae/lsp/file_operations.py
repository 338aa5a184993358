"""`workspace/willRenameFiles` and `workspace/didRenameFiles`: Dockerfiles follow what they copy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from gorae.lsp import settings
from gorae.lsp.incoming import member
from gorae.lsp.places import edit_json
from gorae.lsp.uris import path_of
from gorae.lsp.workspace_files import dockerfiles
from gorae.navigation.moved import edits_for_move

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.context import BuildContext
    from gorae.lsp.documents import WorkspaceDockerfile
    from gorae.lsp.session import Json, Session


async def will_rename_files(session: Session, params: Json) -> Json | None:
    """The edits of all Dockerfiles of the workspace that name what is about to be renamed."""
    moves = [
        (old, new)
        for row in member(params, "files", list)
        if (old := path_of(member(row, "oldUri", str))) is not None
        and (new := path_of(member(row, "newUri", str))) is not None
    ]
    loop = asyncio.get_running_loop()
    changes: dict[str, list[Json]] = {}
    for known in await dockerfiles(session):
        edits = await loop.run_in_executor(None, _edits, session, known, moves)
        if edits:
            changes[known.uri] = edits
    if not changes:
        return None
    if not session.client.can.versioned_edits:
        return {"changes": changes}
    rows = []
    for uri, edits in changes.items():
        document = session.documents.get(uri)
        version = document.version if document is not None else None
        rows.append({"textDocument": {"uri": uri, "version": version}, "edits": edits})
    return {"documentChanges": rows}


def _edits(session: Session, known: WorkspaceDockerfile, moves: list[tuple[Path, Path]]) -> list[Json]:
    path = path_of(known.uri)
    context = _context(path, known.text.value) if path is not None else None
    if context is None:
        return []
    root = context.root.absolute()
    rows: list[Json] = []
    for old, new in moves:
        if old.is_relative_to(root) and new.is_relative_to(root):
            before, after = old.relative_to(root).as_posix(), new.relative_to(root).as_posix()
            found = edits_for_move(known.build, context, before, after)
            rows += [edit_json(session, known.text, edit) for edit in found]
    return rows


def _context(path: Path, text: str) -> BuildContext | None:
    from gorae.context.surroundings import context_of

    return context_of(path, text, {})


def did_rename_files(session: Session, _: Json) -> None:
    """Files went by other paths: folders are read again."""
    settings.apply_to_all(session)
