"""The Dockerfiles of the workspace: on disk below its folders, and those that are open."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from gorae.context.reading import read_regular
from gorae.lsp.documents import WorkspaceDockerfile
from gorae.lsp.uris import path_of
from gorae.stages import build
from gorae.syntax import parse

if TYPE_CHECKING:
    from gorae.lsp.session import Session

_MOST_REMEMBERED = 2_000
MOST_BYTES = 5_000_000  # of a Dockerfile, as on the command line


async def files(session: Session) -> list[Path]:
    """The paths of all Dockerfiles below the workspace's folders, and of the open ones."""
    from gorae.context.dockerfiles import dockerfiles_below

    loop = asyncio.get_running_loop()
    found = {
        path: None for folder in session.folders for path in await loop.run_in_executor(None, dockerfiles_below, folder)
    }
    found |= {str(path): None for uri in session.documents if (path := path_of(uri)) is not None}
    return [Path(path) for path in found]


async def dockerfiles(session: Session) -> list[WorkspaceDockerfile]:
    """All Dockerfiles of the workspace as they are now: open ones as the editor has them, others as they are saved.

    Files that did not change since they were last read are not read again; those that cannot be read are left out.
    """
    opened = {path_of(uri): document for uri, document in session.documents.items()}
    rows = []
    loop = asyncio.get_running_loop()
    for path in await files(session):
        document = opened.get(path)
        if document is not None:
            rows.append(WorkspaceDockerfile(document.uri, document.text, build(document.document)))
            continue
        known = await loop.run_in_executor(None, _read, session.read_files, path)
        if known is not None:
            rows.append(known)
    return rows


def _read(remembered: dict[Path, tuple[int, WorkspaceDockerfile]], path: Path) -> WorkspaceDockerfile | None:
    try:
        changed = path.stat().st_mtime_ns
        known = remembered.get(path)
        if known is not None and known[0] == changed:
            return known[1]
        text = read_regular(path, MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    document = parse(text)
    found = WorkspaceDockerfile(path.as_uri(), document.text, build(document))
    if len(remembered) < _MOST_REMEMBERED:
        remembered[path] = (changed, found)
    return found
